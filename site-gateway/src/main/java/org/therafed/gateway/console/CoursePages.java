package org.therafed.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.flow.SiteRecords;
import org.therafed.gateway.module.KnownModules;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.OrganLimit;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.CycleFact;
import org.therafed.profiles.projection.DoseFact;
import org.therafed.profiles.projection.PatientFact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SurvivalFact;
import org.therafed.profiles.projection.ToxicityFact;
import org.therafed.runtime.page.Language;

/** Prints a patient's treatment; computes sums of activity and absorbed dose alone. */
@Singleton
class CoursePages {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal MBQ_PER_GBQ = BigDecimal.valueOf(1000);

  private final Database database;
  private final SiteRecords records;
  private final KnownModules modules;
  private final WorkBoard board;

  @Inject
  CoursePages(Database database, SiteRecords records, KnownModules modules, WorkBoard board) {
    this.database = database;
    this.records = records;
    this.modules = modules;
    this.board = board;
  }

  /**
   * The person of an arrival.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-OPS-001 if there is none
   */
  CoursePerson person(UUID arrival) {
    return database.inTransaction(
        tx ->
            CoursePerson.of(
                tx,
                records,
                modules.current(),
                records.personOf(tx, arrival).orElseThrow(ServiceCode.ARRIVAL_UNKNOWN::with)));
  }

  CourseView view(UUID arrival, Visit visit) {
    CoursePerson person = person(arrival);
    ModuleCatalog known = modules.current();
    Optional<TherapyModule> module =
        person.courses().stream().findFirst().flatMap(course -> known.find(course.module()));
    List<CourseView.Marker> markers =
        module.map(one -> markers(person, one, visit)).orElse(List.of());
    Optional<PatientFact> patient = person.all(PatientFact.class).stream().findFirst();
    return new CourseView(
        arrival.toString(),
        person.key().id(),
        patient.map(PatientFact::sex).orElse(""),
        patient.map(PatientFact::birthYear).map(String::valueOf).orElse(""),
        status(person, visit),
        person.courses().stream().map(course -> course(course, known, visit)).toList(),
        given(person),
        module.map(one -> organs(person, one, visit)).orElse(List.of()),
        json(markers),
        markers,
        events(person, module, visit),
        person.all(ResponseFact.class).stream()
            .sorted(Comparator.comparing(ResponseFact::assessedOn))
            .map(
                one ->
                    new CourseView.Assessed(
                        one.assessedOn().toString(), one.criterion(), one.category()))
            .toList(),
        due(person, known, visit));
  }

  private List<WorkView.DueRow> due(CoursePerson person, ModuleCatalog known, Visit visit) {
    List<WorkView.DueRow> due = new ArrayList<>();
    for (CourseFact course : person.courses()) {
      known
          .find(course.module())
          .ifPresent(module -> due.addAll(board.due(person, module, course, visit)));
    }
    return due;
  }

  private static String status(CoursePerson person, Visit visit) {
    return person.all(SurvivalFact.class).stream()
        .findFirst()
        .map(
            said ->
                said.dead()
                    ? (visit.language() == Language.ZH ? "死亡 " : "Dead ") + said.on()
                    : (visit.language() == Language.ZH ? "存活 " : "Alive ") + said.on())
        .orElse("");
  }

  private static CourseView.Course course(CourseFact course, ModuleCatalog known, Visit visit) {
    return new CourseView.Course(
        course.module(),
        known
            .find(course.module())
            .map(module -> module.title().in(visit.language().locale()))
            .orElse(course.module()),
        course.status(),
        course.startKnown().shown(course.startedOn()),
        text(course.endedOn()),
        course.line() == null ? "" : course.line().toString(),
        course.arm().equals("treated"));
  }

  private static List<CourseView.Given> given(CoursePerson person) {
    Map<String, CycleFact> cycles = new HashMap<>();
    person.all(CycleFact.class).forEach(cycle -> cycles.put(cycle.cycleId(), cycle));
    List<CourseView.Given> given = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (AdministrationFact one :
        person.all(AdministrationFact.class).stream()
            .sorted(Comparator.comparing(AdministrationFact::at))
            .toList()) {
      // A tracer's activity is none of the treatment's.
      boolean counts = one.activityMbq() != null && one.cycleId() != null;
      sum = counts ? sum.add(one.activityMbq()) : sum;
      CycleFact cycle = one.cycleId() == null ? null : cycles.get(one.cycleId());
      given.add(
          new CourseView.Given(
              cycle == null || cycle.number() == null ? "" : cycle.number().toString(),
              one.at().toLocalDateTime().toString().replace('T', ' '),
              one.product(),
              one.activityMbq() == null ? "" : gbq(one.activityMbq()),
              counts ? gbq(sum) : ""));
    }
    return given;
  }

  private static String gbq(BigDecimal mbq) {
    return mbq.divide(MBQ_PER_GBQ, 2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static List<CourseView.Organ> organs(
      CoursePerson person, TherapyModule module, Visit visit) {
    List<CourseView.Organ> organs = new ArrayList<>();
    for (OrganLimit organ : module.organsAtRisk()) {
      List<DoseFact> doses =
          person.all(DoseFact.class).stream()
              .filter(dose -> dose.organ().equals(organ.organ().code()))
              .toList();
      if (!doses.isEmpty()) {
        BigDecimal sum =
            doses.stream().map(DoseFact::gray).reduce(BigDecimal.ZERO, BigDecimal::add);
        organs.add(organ(organ, sum, visit));
      }
    }
    return organs;
  }

  private static CourseView.Organ organ(OrganLimit organ, BigDecimal sum, Visit visit) {
    boolean limited = organ.gray() != null && organ.gray().signum() > 0;
    int percent =
        limited
            ? sum.movePointRight(2).divide(organ.gray(), 0, RoundingMode.HALF_EVEN).intValue()
            : 0;
    return new CourseView.Organ(
        organ.title().in(visit.language().locale()),
        sum.stripTrailingZeros().toPlainString(),
        limited ? organ.gray().toPlainString() : "",
        Math.min(100, percent),
        limited && sum.compareTo(organ.gray()) >= 0);
  }

  private static List<CourseView.Marker> markers(
      CoursePerson person, TherapyModule module, Visit visit) {
    List<CourseView.Marker> markers = new ArrayList<>();
    for (TherapyModule.Biomarker biomarker : module.biomarkers()) {
      List<CourseView.Value> values =
          person.all(BiomarkerFact.class).stream()
              .filter(value -> biomarker.codes().contains(value.loinc()))
              .sorted(Comparator.comparing(BiomarkerFact::on))
              .map(
                  value ->
                      new CourseView.Value(
                          value.on().toString(),
                          value.comparator() == null ? "" : value.comparator(),
                          value.value().stripTrailingZeros().toPlainString()))
              .toList();
      if (!values.isEmpty()) {
        markers.add(
            new CourseView.Marker(
                biomarker.title().in(visit.language().locale()), biomarker.unit(), values));
      }
    }
    return markers;
  }

  private static List<CourseView.Event> events(
      CoursePerson person, Optional<TherapyModule> module, Visit visit) {
    return person.all(ToxicityFact.class).stream()
        .sorted(
            Comparator.comparing(
                ToxicityFact::onsetOn, Comparator.nullsLast(Comparator.naturalOrder())))
        .map(
            event ->
                new CourseView.Event(
                    term(event, module, visit),
                    event.grade(),
                    text(event.onsetOn()),
                    text(event.resolvedOn())))
        .toList();
  }

  private static String term(ToxicityFact event, Optional<TherapyModule> module, Visit visit) {
    if (visit.language() != Language.ZH) {
      return event.term();
    }
    return EventTitles.chinese(event.termCode(), module).orElse(event.term());
  }

  private static String text(LocalDate day) {
    return day == null ? "" : day.toString();
  }

  private static String json(List<CourseView.Marker> markers) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (CourseView.Marker marker : markers) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("title", marker.title());
      one.put("unit", marker.unit());
      one.put(
          "points",
          marker.values().stream()
              .map(value -> List.of(value.on(), new BigDecimal(value.value())))
              .toList());
      json.add(one);
    }
    try {
      // Within a script element of the page: no text in it may end that element.
      return JSON.writeValueAsString(json).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers can be written.", e);
    }
  }
}
