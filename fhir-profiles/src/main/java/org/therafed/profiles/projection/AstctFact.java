package org.therafed.profiles.projection;

import java.math.BigDecimal;

/**
 * What an ASTCT grade is made of (Lee et al. 2019, doi 10.1016/j.bbmt.2018.12.758): the worst of
 * each during one adverse event. What was not recorded is null.
 *
 * @param eventId de-identified id of the adverse event
 * @param patientId de-identified id of the patient
 * @param celsius body temperature, °C
 * @param feverTreated whether antipyretic or anticytokine therapy may hide the fever
 * @param hypotension {@code none}, {@code no-vasopressor}, {@code one-vasopressor} (with or without
 *     vasopressin) or {@code multiple-vasopressors} (vasopressin not counted)
 * @param oxygen {@code none}, {@code low-flow} (nasal cannula to 6 L/min, or blow-by), {@code
 *     high-flow} (nasal cannula above that, facemask, non-rebreather or Venturi mask) or {@code
 *     positive-pressure}
 * @param iceScore 0 to 10
 * @param consciousness {@code alert}, {@code awakens-spontaneously}, {@code awakens-to-voice},
 *     {@code awakens-to-touch} or {@code unarousable}
 * @param seizure {@code none}, {@code brief} (resolves rapidly or with intervention) or {@code
 *     prolonged} (over 5 min, or repetitive)
 * @param motorWeakness deep focal motor weakness
 * @param oedema {@code none}, {@code focal} (on imaging) or {@code diffuse} (or its signs)
 */
public record AstctFact(
    String eventId,
    String patientId,
    BigDecimal celsius,
    Boolean feverTreated,
    String hypotension,
    String oxygen,
    Integer iceScore,
    String consciousness,
    String seizure,
    Boolean motorWeakness,
    String oedema)
    implements Fact {}
