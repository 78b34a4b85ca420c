package org.therafed.registry.cuts;

import java.time.Instant;

/**
 * A frozen state of all facts. Nothing that arrives later changes it; only withdrawn persons leave
 * it.
 *
 * @param number 1 for the first, without gaps
 * @param name {@code 2026-Q3} for the state at the end of that quarter, or the UTC day on which an
 *     administrator froze it; unique
 * @param asOf what arrived before this is in it
 */
public record DataCut(int number, String name, Instant asOf) {}
