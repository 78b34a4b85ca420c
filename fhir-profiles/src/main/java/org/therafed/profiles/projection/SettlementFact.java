package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a stay or visit was settled for.
 *
 * @param settlementId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param groupSystem code system of the payment group, of a city where a city groups; null without
 * @param group DRG group or DIP entry; null without
 * @param total submitted, in {@code currency}; null where only a benefit is given
 * @param benefit borne by the insurance; null where it is not given
 * @param currency ISO 4217
 * @param from shifted date
 * @param to shifted date; may be null
 */
public record SettlementFact(
    String settlementId,
    String patientId,
    String groupSystem,
    String group,
    BigDecimal total,
    BigDecimal benefit,
    String currency,
    LocalDate from,
    LocalDate to)
    implements Fact {}
