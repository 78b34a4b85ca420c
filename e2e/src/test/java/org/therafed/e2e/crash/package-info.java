/** Applications that die and come back. */
package org.therafed.e2e.crash;
