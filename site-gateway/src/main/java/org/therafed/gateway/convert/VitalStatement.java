package org.therafed.gateway.convert;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/**
 * What one version of a vital status says. The order of arrival alone must not decide between
 * versions: the row of a late or repeated upload would bring the dead back to life.
 *
 * @param day of death, or of last known alive, as the hospital wrote it
 * @param correction whether it says itself that it corrects what was said before
 */
public record VitalStatement(Said said, LocalDate day, boolean correction) {

  private static final int DAY = "yyyy-MM-dd".length();
  private static final Set<ObservationStatus> CORRECTIONS =
      Set.of(
          ObservationStatus.AMENDED, ObservationStatus.CORRECTED, ObservationStatus.ENTEREDINERROR);

  /** Life, death, or that the record was an error. */
  public enum Said {
    ALIVE,
    DEAD,
    NOTHING;

    /** As it is kept. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #code} names. */
    public static Said of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** What a converted record says of life and death; empty for any other record. */
  public static Optional<VitalStatement> of(Resource converted) {
    if (!isVitalStatus(converted)) {
      return Optional.empty();
    }
    Observation status = (Observation) converted;
    String day =
        status.hasEffectiveDateTimeType()
            ? status.getEffectiveDateTimeType().asStringValue()
            : null;
    if (day == null || day.length() < DAY || !status.hasValueCodeableConcept()) {
      return Optional.empty();
    }
    boolean dead =
        status.getValueCodeableConcept().getCoding().stream()
            .anyMatch(c -> Systems.SNOMED.equals(c.getSystem()) && "419099009".equals(c.getCode()));
    boolean error = status.getStatus() == ObservationStatus.ENTEREDINERROR;
    return Optional.of(
        new VitalStatement(
            error ? Said.NOTHING : dead ? Said.DEAD : Said.ALIVE,
            LocalDate.parse(day.substring(0, DAY)),
            CORRECTIONS.contains(status.getStatus())));
  }

  /** Whether the record is of the kind that says of life and death. */
  public static boolean isVitalStatus(Resource converted) {
    return converted instanceof Observation
        && converted.getMeta().hasProfile(Profile.VITAL_STATUS.url());
  }

  /**
   * Whether this one, which arrived later, counts instead of the earlier one. A death does,
   * whatever its day: hospitals learn of deaths late, and correct their day in both directions. To
   * be alive says something new only on the same or a later day; it then takes a death back.
   */
  public boolean replaces(VitalStatement earlier) {
    return correction
        || earlier.said == Said.NOTHING
        || said == Said.DEAD
        || !day.isBefore(earlier.day);
  }

  /** Whether both say the same. */
  public boolean agrees(VitalStatement other) {
    return said == other.said && day.equals(other.day);
  }

  /** Without the day, for logs. */
  @Override
  public String toString() {
    return "VitalStatement[" + said.code() + "]";
  }
}
