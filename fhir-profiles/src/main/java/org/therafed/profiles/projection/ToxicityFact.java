package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Optional;
import org.therafed.profiles.terminology.EventTerm;

/**
 * One adverse event.
 *
 * @param eventId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param termCode NCIt code of the CTCAE term, or the local code of an event beside CTCAE
 * @param term CTCAE v5 term, or the name of the event
 * @param grade 1 to 5
 * @param scale e.g. {@code CTCAE-5.0}
 * @param onsetOn shifted date
 * @param resolvedOn shifted date; null if not resolved or unknown
 * @param fatalOutcome whether its outcome is death
 */
public record ToxicityFact(
    String eventId,
    String patientId,
    String termCode,
    String term,
    int grade,
    String scale,
    LocalDate onsetOn,
    LocalDate resolvedOn,
    boolean fatalOutcome)
    implements Fact {
  private static final int GRADE_OF_DEATH = 5;

  /**
   * Whether the person died of it: grade 5 is death by CTCAE and by ASTCT; a scale of an event's
   * own says nothing of death.
   */
  public boolean fatal() {
    return fatalOutcome || (grade == GRADE_OF_DEATH && !scale.equals(EventTerm.OWN_SCALE));
  }

  /**
   * The day of the death, if a fatal event says it: its end, or its onset where the term is death.
   */
  Optional<LocalDate> diedOn() {
    if (!fatal()) {
      return Optional.empty();
    }
    return Optional.ofNullable(resolvedOn)
        .or(() -> EventTerm.DEATHS.contains(termCode) ? Optional.of(onsetOn) : Optional.empty());
  }
}
