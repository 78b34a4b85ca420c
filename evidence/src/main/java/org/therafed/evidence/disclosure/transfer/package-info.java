/** The transfer door: what sums may leave a site for the registry. */
package org.therafed.evidence.disclosure.transfer;
