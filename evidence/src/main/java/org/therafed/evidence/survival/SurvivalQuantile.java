package org.therafed.evidence.survival;

import java.util.OptionalDouble;

/**
 * A quantile of survival time with its Brookmeyer–Crowley limits; empty means not reached.
 *
 * @param p 0.5 for the median
 * @param timeDays days
 * @param lowerDays lower limit, days
 * @param upperDays upper limit, days
 * @param level confidence level
 */
public record SurvivalQuantile(
    double p,
    OptionalDouble timeDays,
    OptionalDouble lowerDays,
    OptionalDouble upperDays,
    double level) {}
