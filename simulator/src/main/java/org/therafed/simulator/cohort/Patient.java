package org.therafed.simulator.cohort;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.person.PersonName;

/**
 * What happened to one patient. Days count from the index date: the first day of the course, or the
 * decision where there is no course.
 *
 * @param key stable name within the federation, for reports; no hospital uses it
 * @param stays one, or two for a patient who changes hospital
 * @param decisionDay day of the decision, zero or before
 * @param lastDay day of death, or of the last contact
 * @param died whether {@code lastDay} is the day of death
 * @param courseEndDay last day of the course; the index where there is none
 */
public record Patient(
    String key,
    Arm arm,
    PersonName name,
    String nationalId,
    LocalDate birthDate,
    String region,
    LocalDate index,
    int decisionDay,
    int lastDay,
    boolean died,
    int courseEndDay,
    boolean stopped,
    List<Stay> stays,
    List<Cycle> cycles,
    List<Lab> labs,
    List<Assessment> assessments,
    List<Event> events,
    List<Charge> charges,
    boolean psa50) {

  /**
   * One administered cycle; activities in GBq.
   *
   * @param net administered at {@code at}: measured less residual, both decayed to it
   */
  public record Cycle(
      int number,
      int day,
      LocalDateTime at,
      BigDecimal measured,
      LocalDateTime measuredAt,
      BigDecimal residual,
      LocalDateTime residualAt,
      double net) {}

  /** One laboratory value; {@code value} may have a comparator. */
  public record Lab(int day, LocalDateTime at, String loinc, String value, String unit) {}

  /** One RECIST 1.1 assessment. */
  public record Assessment(int day, String response, boolean best) {}

  /** One adverse event, CTCAE v5.0. */
  public record Event(
      int onsetDay, int resolvedDay, String term, int grade, String related, boolean serious) {}

  /** One charge, in the federation's currency. */
  public record Charge(int day, String component, BigDecimal amount) {}

  /** The hospital where the patient was first seen. */
  public Stay first() {
    return stays.get(0);
  }

  /** The stay that writes what happens on a day. */
  public Stay on(int day) {
    return stays.stream().filter(s -> s.covers(day)).findFirst().orElse(stays.get(0));
  }

  /** The calendar date of a day. */
  public LocalDate date(int day) {
    return index.plusDays(day);
  }
}
