package org.therafed.registry.tables;

import java.time.LocalDate;

/**
 * A table that a result rests on, as it is cited: {@code GET /api/tables/{name}/{version}} gives
 * it.
 *
 * @param sha256 of its CSV, hexadecimal
 */
public record CitedTable(String name, int version, LocalDate effectiveOn, String sha256) {}
