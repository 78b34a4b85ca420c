package org.therafed.gateway.intake.table;

import org.therafed.profiles.outcome.Reason;

/**
 * What is wrong with one field of one row.
 *
 * @param line of the file, from 1, the header included
 * @param column empty where the whole row is meant
 */
public record RowFinding(long line, String column, Reason reason) {}
