/** Events per time at risk. */
package org.therafed.evidence.rate;
