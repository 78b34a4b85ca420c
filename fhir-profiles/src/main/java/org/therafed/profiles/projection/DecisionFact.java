package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * One decision whether to treat.
 *
 * @param decisionId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param module therapy module, e.g. {@code rlt-psma}
 * @param pathway {@code treated}, {@code eligible-untreated} or {@code standard-care}
 * @param decidedOn shifted date
 */
public record DecisionFact(
    String decisionId, String patientId, String module, String pathway, LocalDate decidedOn)
    implements Fact {}
