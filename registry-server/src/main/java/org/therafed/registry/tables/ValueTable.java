package org.therafed.registry.tables;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A version of a table.
 *
 * @param kind {@code tariff} or {@code utility}
 * @param entries rows
 * @param sha256 of its CSV, hexadecimal
 * @param signedBy name of the administrator's account; null: not signed yet, and in no use
 * @param effectiveOn first day on which it holds, UTC, until a later version does; null likewise
 * @param inForce whether it holds today
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValueTable(
    String name,
    int version,
    String kind,
    int entries,
    String sha256,
    String uploadedBy,
    Instant uploadedAt,
    String signedBy,
    Instant signedAt,
    LocalDate effectiveOn,
    boolean inForce) {}
