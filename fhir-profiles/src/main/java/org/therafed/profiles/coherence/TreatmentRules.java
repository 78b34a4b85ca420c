package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Administrations, doses, adverse events and responses beside the course they belong to. */
final class TreatmentRules {
  /** NCIt: Not Related. */
  private static final String NOT_RELATED = "C53256";

  private static final Set<String> BEFORE_INFUSION =
      Set.of("apheresis", "bridging", "lymphodepletion", "conditioning");

  private static final Set<String> NOT_BEGUN = Set.of("preparation", "not-done");

  private TreatmentRules() {}

  static void judge(PersonRecords records, List<Finding> findings) {
    records.given().forEach(given -> withinCourse(records, given, findings));
    records.given().forEach(given -> ofGivenCycle(records, given, findings));
    records.all(Profile.ABSORBED_DOSE).forEach(dose -> ofGiven(records, dose, findings));
    records.all(Profile.ABSORBED_DOSE).forEach(dose -> afterGiven(records, dose, findings));
    records.all(Profile.TREATMENT_CYCLE).forEach(cycle -> inCourse(records, cycle, findings));
    records.all(Profile.TREATMENT_COURSE).forEach(course -> onADay(course, findings));
    events(records, findings);
    responses(records, findings);
  }

  /** A course that was begun has a start to count from. */
  private static void onADay(PersonRecord course, List<Finding> findings) {
    boolean begun = !NOT_BEGUN.contains(course.resource().path("status").asText());
    if (begun && course.start("performed").filter(Days::isOneDay).isEmpty()) {
      findings.add(FindingCode.START_NOT_TO_THE_DAY.of(course.atStart("performed")));
    }
  }

  private static void withinCourse(
      PersonRecords records, PersonRecord given, List<Finding> findings) {
    Optional<PersonRecord> course = records.course(given);
    Optional<Days> at = given.start("effective");
    if (course.isEmpty() || at.isEmpty()) {
      return;
    }
    boolean early =
        course.get().start("performed").filter(at.get()::isBefore).isPresent()
            && !isBeforeInfusion(records, given);
    boolean late = course.get().end("performed").filter(at.get()::isAfter).isPresent();
    if (early || late) {
      findings.add(
          FindingCode.ADMINISTRATION_OUTSIDE_COURSE.of(
              given.atStart("effective"),
              early ? course.get().atStart("performed") : course.get().atEnd("performed")));
    }
  }

  /**
   * Whether it belongs to a stage that comes before an infusion of cells. Such a course may begin
   * with the infusion, day 0 of its endpoints: lymphodepletion then is in order before it.
   */
  static boolean isBeforeInfusion(PersonRecords records, PersonRecord given) {
    return records
        .whole(given, Profile.TREATMENT_CYCLE)
        .filter(TreatmentRules::isStageBeforeInfusion)
        .isPresent();
  }

  private static boolean isStageBeforeInfusion(PersonRecord cycle) {
    return BEFORE_INFUSION.stream()
        .anyMatch(
            code -> PersonRecord.has(cycle.resource().path("code"), Systems.CYCLE_STAGE, code));
  }

  private static void inCourse(PersonRecords records, PersonRecord cycle, List<Finding> findings) {
    Optional<PersonRecord> course = records.whole(cycle, Profile.TREATMENT_COURSE);
    Optional<Days> began = course.flatMap(of -> of.start("performed"));
    if (began.isPresent()
        && !isStageBeforeInfusion(cycle)
        && cycle.happened().filter(on -> on.isBefore(began.get())).isPresent()) {
      findings.add(
          FindingCode.CYCLE_BEFORE_COURSE.of(
              cycle.atHappened(), course.orElseThrow().atStart("performed")));
    }
  }

  /** A dose of a cycle is held against the first administration of it. */
  private static void afterGiven(PersonRecords records, PersonRecord dose, List<Finding> findings) {
    List<String> wholes = dose.partOf();
    Optional<PersonRecord> first =
        records
            .given()
            .filter(
                given ->
                    wholes.contains(given.reference())
                        || given.partOf().stream().anyMatch(wholes::contains))
            .filter(given -> given.start("effective").isPresent())
            .min(Comparator.comparing(given -> given.start("effective").orElseThrow().first()));
    if (first.isPresent()
        && dose.happened()
            .filter(on -> on.isBefore(first.get().start("effective").orElseThrow()))
            .isPresent()) {
      findings.add(
          FindingCode.DOSE_BEFORE_ADMINISTRATION.of(
              dose.atHappened(), first.get().atStart("effective")));
    }
  }

  private static void ofGivenCycle(
      PersonRecords records, PersonRecord given, List<Finding> findings) {
    records
        .whole(given, Profile.TREATMENT_CYCLE)
        .filter(cycle -> "not-done".equals(cycle.status()))
        .ifPresent(
            cycle ->
                findings.add(
                    FindingCode.DOSE_WITHOUT_ADMINISTRATION.of(
                        given.atPartOf(cycle.reference()), cycle.at("status"))));
  }

  private static void ofGiven(PersonRecords records, PersonRecord dose, List<Finding> findings) {
    List<String> wholes = dose.partOf();
    if (wholes.stream().noneMatch(whole -> isGiven(records, whole))) {
      findings.add(
          wholes.isEmpty()
              ? FindingCode.DOSE_WITHOUT_ADMINISTRATION.of(dose.at("partOf"))
              : FindingCode.DOSE_WITHOUT_ADMINISTRATION.of(
                  dose.atPartOf(wholes.get(0)), status(records, wholes.get(0))));
    }
  }

  /** Where it stands whether a cycle or an administration took place. */
  private static Place status(PersonRecords records, String whole) {
    return records
        .find(whole)
        .map(record -> record.at("status"))
        .orElseGet(() -> new Place(whole, whole.substring(0, Math.max(0, whole.indexOf('/')))));
  }

  private static boolean isGiven(PersonRecords records, String whole) {
    Optional<PersonRecord> known = records.find(whole);
    if (known.filter(record -> record.is(Profile.ADMINISTRATION)).isPresent()) {
      return !"not-done".equals(known.get().status());
    }
    boolean refused =
        known
            .filter(record -> record.is(Profile.TREATMENT_CYCLE))
            .filter(PersonRecords::isNotGiven)
            .isPresent();
    return !refused && records.given().anyMatch(given -> given.partOf().contains(whole));
  }

  private static void events(PersonRecords records, List<Finding> findings) {
    // What is given to image, or blood, belongs to no cycle and treats nothing.
    Optional<PersonRecord> first =
        records
            .given()
            .filter(given -> !given.partOf().isEmpty() && given.start("effective").isPresent())
            .min(Comparator.comparing(given -> given.start("effective").orElseThrow().last()));
    first.ifPresent(
        given -> {
          Days at = given.start("effective").orElseThrow();
          records
              .all(Profile.ADVERSE_EVENT)
              .filter(
                  event ->
                      Days.of(event.resource().path("date"))
                          .filter(d -> d.isBefore(at))
                          .isPresent())
              .filter(event -> !isUnrelated(event))
              .forEach(
                  event ->
                      findings.add(
                          FindingCode.EVENT_BEFORE_TREATMENT.of(
                              event.at("date"), given.atStart("effective"))));
        });
  }

  /** Whether it is judged, and by every judgement not related. */
  private static boolean isUnrelated(PersonRecord event) {
    boolean judged = false;
    for (JsonNode suspect : event.resource().path("suspectEntity")) {
      for (JsonNode causality : suspect.path("causality")) {
        if (!PersonRecord.has(causality.path("assessment"), Systems.NCIT, NOT_RELATED)) {
          return false;
        }
        judged = true;
      }
    }
    return judged;
  }

  private static void responses(PersonRecords records, List<Finding> findings) {
    Optional<PersonRecord> earliest =
        records
            .all(Profile.TREATMENT_COURSE)
            .filter(course -> course.start("performed").isPresent())
            .min(Comparator.comparing(course -> course.start("performed").orElseThrow().first()));
    records
        .all(Profile.RESPONSE)
        .forEach(response -> afterStart(records, response, earliest, findings));
  }

  private static void afterStart(
      PersonRecords records,
      PersonRecord response,
      Optional<PersonRecord> earliest,
      List<Finding> findings) {
    Optional<PersonRecord> judged = records.course(response).or(() -> earliest);
    Optional<Days> start = judged.flatMap(course -> course.start("performed"));
    Optional<Days> at = response.happened();
    if (start.isPresent() && at.filter(days -> days.isBefore(start.get())).isPresent()) {
      findings.add(
          FindingCode.RESPONSE_BEFORE_BASELINE.of(
              response.atHappened(), judged.orElseThrow().atStart("performed")));
    }
  }
}
