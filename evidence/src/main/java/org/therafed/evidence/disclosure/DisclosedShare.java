package org.therafed.evidence.disclosure;

/**
 * A cell of a table as published.
 *
 * @param value part of all people, 0 to 1, to the precision of the table
 * @param count value times the printed denominator, rounded to the rounding base
 */
public record DisclosedShare(double value, long count) {}
