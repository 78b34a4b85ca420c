package org.therafed.evidence.disclosure;

/**
 * A proportion as published. The interval covers the exact interval of every count that the printed
 * value allows, so it is at least as wide as the exact one and adds nothing to what value and
 * denominator say.
 *
 * @param value 0 to 1, a multiple of {@code step}
 * @param lower lower limit, rounded down to 0.1 %
 * @param upper upper limit, rounded up to 0.1 %
 * @param level confidence level, kept at least
 * @param step precision of the value: the true proportion is within half of it
 * @param count value times the printed denominator, rounded to the rounding base
 */
public record DisclosedProportion(
    double value, double lower, double upper, double level, double step, long count) {}
