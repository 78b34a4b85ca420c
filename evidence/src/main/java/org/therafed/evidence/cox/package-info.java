/**
 * Cox proportional hazards regression: on rows within one trust domain ({@link
 * org.therafed.evidence.cox.Cox}), and stratified by site in rounds of sums ({@link
 * org.therafed.evidence.cox.CoxFit} over {@link org.therafed.evidence.cox.CoxSource}s).
 */
package org.therafed.evidence.cox;
