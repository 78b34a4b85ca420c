package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One laboratory value in its canonical unit.
 *
 * @param labId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param loinc LOINC code, or a code of the local systems {@code lab-test} and {@code module-test}
 * @param value in {@code unit}
 * @param unit canonical UCUM unit of the laboratory catalogue
 * @param comparator &lt;, &lt;=, &gt;=, &gt; or null
 * @param on shifted date
 */
public record BiomarkerFact(
    String labId,
    String patientId,
    String loinc,
    BigDecimal value,
    String unit,
    String comparator,
    LocalDate on)
    implements Fact {}
