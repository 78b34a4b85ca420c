package org.therafed.evidence.longitudinal.mixed;

import org.therafed.evidence.partial.Interval;

/**
 * A linear combination of the fixed effects.
 *
 * @param value in the outcome's unit
 * @param stdErr from the restricted likelihood
 * @param degreesOfFreedom by Satterthwaite
 * @param interval t interval
 * @param pValue two-sided, of being zero
 */
public record Contrast(
    double value, double stdErr, double degreesOfFreedom, Interval interval, double pValue) {}
