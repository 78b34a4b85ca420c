package org.therafed.evidence.survival;

import java.util.OptionalDouble;

/**
 * A weighted curve at a time at which a row ended.
 *
 * @param timeDays days
 * @param atRisk weight at risk just before
 * @param events weight with the event at it
 * @param censored weight censored at it, after the events
 * @param survival S just after, 0 to 1
 * @param stdErr standard error of S; none where S is 0
 * @param lower pointwise lower limit; none where S is 0
 * @param upper pointwise upper limit; none where S is 0
 */
public record WeightedStep(
    double timeDays,
    double atRisk,
    double events,
    double censored,
    double survival,
    OptionalDouble stdErr,
    OptionalDouble lower,
    OptionalDouble upper) {}
