package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.Systems;

/**
 * The adverse events of which the person died: of grade 5, which is death by CTCAE and by ASTCT, or
 * with a fatal outcome. A scale of an event's own says nothing of death.
 */
final class FatalEvents {
  private static final String GRADE_OF_DEATH = "5";
  private static final String FATAL = "fatal";

  private FatalEvents() {}

  static boolean isFatal(PersonRecord record) {
    return record.is(Profile.ADVERSE_EVENT) && (hasGradeOfDeath(record) || hasFatalOutcome(record));
  }

  /** The day of the death, if the event says it: its end, or the onset where the term is death. */
  static Optional<Days> diedOn(PersonRecord event) {
    return event.ended().or(() -> isDeath(event) ? event.happened() : Optional.empty());
  }

  /** Where {@link #diedOn} reads. */
  static Place atDeath(PersonRecord event) {
    return event.ended().isPresent() ? event.atEnded() : event.atHappened();
  }

  /**
   * Whether the grade says that the person died and the outcome that they did not, or reversely.
   */
  static void judge(PersonRecords records, List<Finding> findings) {
    records
        .all(Profile.ADVERSE_EVENT)
        .filter(FatalEvents::differs)
        .forEach(
            event ->
                findings.add(
                    FindingCode.FATAL_DIFFERS.of(
                        event.at("outcome"),
                        event.atExtensionOf(ExtensionUrls.AE_GRADE, "valueCodeableConcept"))));
  }

  private static boolean differs(PersonRecord event) {
    if (hasGradeOfDeath(event)) {
      JsonNode outcome = event.resource().path("outcome");
      return !outcome.path("coding").isEmpty()
          && !hasFatalOutcome(event)
          && !PersonRecord.has(outcome, Systems.AE_OUTCOME, "unknown");
    }
    return hasFatalOutcome(event)
        && !hasOwnScale(event)
        && PersonRecord.hasSystem(grade(event), Systems.CTCAE_GRADE);
  }

  private static boolean hasGradeOfDeath(PersonRecord event) {
    return !hasOwnScale(event)
        && PersonRecord.has(grade(event), Systems.CTCAE_GRADE, GRADE_OF_DEATH);
  }

  private static boolean hasFatalOutcome(PersonRecord event) {
    JsonNode outcome = event.resource().path("outcome");
    return PersonRecord.has(outcome, Systems.AE_OUTCOME, FATAL)
        || PersonRecord.has(outcome, Systems.NCIT, EventTerm.FATAL);
  }

  private static boolean isDeath(PersonRecord event) {
    return EventTerm.DEATHS.stream()
        .anyMatch(code -> PersonRecord.has(event.resource().path("event"), Systems.NCIT, code));
  }

  private static boolean hasOwnScale(PersonRecord event) {
    return EventTerm.OWN_SCALE.equals(
        event.extension("grading-scale").path("valueCode").textValue());
  }

  private static JsonNode grade(PersonRecord event) {
    return event.extensionOf(ExtensionUrls.AE_GRADE).path("valueCodeableConcept");
  }
}
