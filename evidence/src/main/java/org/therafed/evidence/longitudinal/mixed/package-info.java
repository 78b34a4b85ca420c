/**
 * Linear mixed models whose covariance is linear in its parameters, fitted by restricted maximum
 * likelihood from sums over persons: what the longitudinal estimators share.
 */
package org.therafed.evidence.longitudinal.mixed;
