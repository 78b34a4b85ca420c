package org.therafed.evidence.survival;

import java.util.OptionalDouble;

/**
 * The curve at a time with an event or a censoring.
 *
 * @param timeDays days
 * @param atRisk at risk just before
 * @param events events at it
 * @param censored censored at it, after the events
 * @param survival S just after, 0 to 1
 * @param stdErr Greenwood standard error of S; none where S is 0
 * @param lower pointwise lower limit; none where S is 0
 * @param upper pointwise upper limit; none where S is 0
 */
public record Step(
    double timeDays,
    long atRisk,
    long events,
    long censored,
    double survival,
    OptionalDouble stdErr,
    OptionalDouble lower,
    OptionalDouble upper) {}
