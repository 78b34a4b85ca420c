/**
 * Treated against others in routine data: propensity scores and weights, balance, weighted
 * differences, missing covariates, and what an unmeasured confounder would have to be.
 */
package org.therafed.evidence.comparison;
