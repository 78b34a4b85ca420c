package org.therafed.gateway.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.therafed.gateway.flow.SiteRecords;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.ops.CompletenessSum;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.CourseCompleteness;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.CourseSchedule;
import org.therafed.profiles.projection.DueVisit;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SurvivalFact;
import org.therafed.profiles.projection.ToxicityFact;

/**
 * What a hospital should still enter: what each module's schedule asks for and is not there, and
 * per module how complete, how timely and how fresh the data are.
 */
@Singleton
class WorkBoard {

  private static final int MOST_ROWS = 300;
  private static final int SOON_DAYS = 14;

  /** What nobody has entered for a year will not be entered any more. */
  private static final int PAST_DAYS = 365;

  private static final int MOST_MISSING = 5;

  private final CoursePersons persons;
  private final KnownModules modules;
  private final Site site;

  @Inject
  WorkBoard(CoursePersons persons, KnownModules modules, Site site) {
    this.persons = persons;
    this.modules = modules;
    this.site = site;
  }

  /** The sums of one module. */
  private static final class OfModule {
    private final TherapyModule module;
    private final CompletenessSum sum = new CompletenessSum();
    private final List<Long> lags = new ArrayList<>();
    private final List<Long> ages = new ArrayList<>();
    private int overdue;

    OfModule(TherapyModule module) {
      this.module = module;
    }

    WorkView.ModuleRow row(Visit visit) {
      return new WorkView.ModuleRow(
          module.id(),
          module.title().in(visit.language().locale()),
          sum.courses(),
          sum.complete(),
          Math.round(sum.score() * 100),
          sum.missing().entrySet().stream()
              .sorted(Map.Entry.<RequiredElement, Integer>comparingByValue().reversed())
              .limit(MOST_MISSING)
              .map(
                  e -> e.getKey().title().in(visit.language().locale()) + " (" + e.getValue() + ")")
              .toList(),
          median(lags),
          median(ages),
          overdue);
    }

    private static Long median(List<Long> days) {
      return days.isEmpty() ? null : days.stream().sorted().toList().get(days.size() / 2);
    }
  }

  /** All of it, for a page. */
  WorkView view(Visit visit) {
    ModuleCatalog known = modules.current();
    Map<String, OfModule> sums = new TreeMap<>();
    List<WorkView.DueRow> due = new ArrayList<>();
    persons.each(known, person -> add(person, known, sums, due, visit));
    due.sort(
        Comparator.comparing((WorkView.DueRow row) -> order(row.state()))
            .thenComparing(WorkView.DueRow::to)
            .thenComparing(WorkView.DueRow::patient));
    return new WorkView(
        sums.values().stream().map(sum -> sum.row(visit)).toList(),
        List.copyOf(due.subList(0, Math.min(due.size(), MOST_ROWS))),
        due.size() > MOST_ROWS);
  }

  private static int order(String state) {
    return List.of("overdue", "due", "soon").indexOf(state);
  }

  private void add(
      CoursePerson person,
      ModuleCatalog known,
      Map<String, OfModule> sums,
      List<WorkView.DueRow> due,
      Visit visit) {
    for (CourseFact course : person.courses()) {
      known
          .find(course.module())
          .ifPresent(
              module -> {
                OfModule of = sums.computeIfAbsent(module.id(), id -> new OfModule(module));
                of.sum.add(
                    CourseCompleteness.of(module, course, person.facts(), person.profiles()));
                of.lags.addAll(lags(person, known));
                age(person).ifPresent(of.ages::add);
                List<WorkView.DueRow> rows = due(person, module, course, visit);
                of.overdue +=
                    (int) rows.stream().filter(row -> row.state().equals("overdue")).count();
                due.addAll(rows);
              });
    }
  }

  /** What is due of one course, each window once. */
  List<WorkView.DueRow> due(
      CoursePerson person, TherapyModule module, CourseFact course, Visit visit) {
    LocalDate today = site.today();
    Map<String, List<DueVisit>> byWindow = new LinkedHashMap<>();
    // A course of standard care is followed by its own rules, not by the therapy's.
    if (course.arm().equals("treated")) {
      CourseSchedule.missing(module, course, person.facts(), today.plusDays(SOON_DAYS)).stream()
          .filter(one -> !one.to().isBefore(today.minusDays(PAST_DAYS)))
          .forEach(
              one -> byWindow.computeIfAbsent(one.window().id(), id -> new ArrayList<>()).add(one));
    }
    List<WorkView.DueRow> rows = new ArrayList<>();
    for (List<DueVisit> visits : byWindow.values()) {
      DueVisit first = visits.get(0);
      rows.add(
          new WorkView.DueRow(
              person.key().id(),
              person.arrival().map(Object::toString).orElse(""),
              module.id(),
              module.title().in(visit.language().locale()),
              first.window().title().in(visit.language().locale()),
              first.from().toString(),
              first.on().toString(),
              first.to().toString(),
              first.overdue(today) ? "overdue" : first.from().isAfter(today) ? "soon" : "due",
              visits.size() - 1));
    }
    return rows;
  }

  /** Days since the last sign of life of who is not dead. */
  private java.util.Optional<Long> age(CoursePerson person) {
    List<SurvivalFact> said = person.all(SurvivalFact.class);
    return said.isEmpty() || said.get(0).dead()
        ? java.util.Optional.empty()
        : java.util.Optional.of(ChronoUnit.DAYS.between(said.get(0).on(), site.today()));
  }

  /** Days from an event to when its record was ready to leave. */
  private List<Long> lags(CoursePerson person, ModuleCatalog known) {
    FactProjection projection = new FactProjection(ProfileTable.standard(), known);
    List<Long> lags = new ArrayList<>();
    for (SiteRecords.SiteRecord record : person.records()) {
      String type = record.resource().path("resourceType").asText();
      if (type.equals("Observation") || type.equals("AdverseEvent")) {
        CoursePerson.projected(projection, record.resource()).stream()
            .flatMap(WorkBoard::day)
            .map(day -> days(day, record.queuedAt()))
            .filter(days -> days >= 0)
            .forEach(lags::add);
      }
    }
    return lags;
  }

  private long days(LocalDate day, Instant queued) {
    return ChronoUnit.DAYS.between(day, LocalDate.ofInstant(queued, site.zone()));
  }

  private static Stream<LocalDate> day(Fact fact) {
    if (fact instanceof BiomarkerFact lab) {
      return Stream.of(lab.on());
    }
    if (fact instanceof ResponseFact response) {
      return Stream.of(response.assessedOn());
    }
    return fact instanceof ToxicityFact event && event.onsetOn() != null
        ? Stream.of(event.onsetOn())
        : Stream.empty();
  }
}
