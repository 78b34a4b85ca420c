package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * One procedure that is an outcome, such as dialysis or a transplantation.
 *
 * @param procedureId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param kind e.g. {@code dialysis}; {@link org.therafed.profiles.terminology.ProcedureKinds}
 * @param startedOn shifted date
 * @param endedOn shifted date; the start for a procedure of one day, null while it goes on or where
 *     its end is not known
 * @param ongoing whether it goes on
 */
public record ProcedureFact(
    String procedureId,
    String patientId,
    String kind,
    LocalDate startedOn,
    LocalDate endedOn,
    boolean ongoing)
    implements Fact {}
