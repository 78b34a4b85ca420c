package org.therafed.evidence.survival;

import java.util.OptionalDouble;

/**
 * The curve at a chosen time.
 *
 * @param timeDays days
 * @param atRisk at risk just before
 * @param survival S at it, 0 to 1
 * @param stdErr Greenwood standard error of S; none where S is 0
 * @param lower pointwise lower limit; none where S is 0
 * @param upper pointwise upper limit; none where S is 0
 */
public record Point(
    double timeDays,
    long atRisk,
    double survival,
    OptionalDouble stdErr,
    OptionalDouble lower,
    OptionalDouble upper) {}
