/** The evidence of a federation against R, and what is published against the evidence. */
package org.therafed.e2e.evidence;
