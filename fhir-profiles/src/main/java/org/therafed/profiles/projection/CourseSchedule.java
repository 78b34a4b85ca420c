package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.module.VisitWindow;

/**
 * What the windows of a module ask for of one course and is not on record: by the days of the
 * facts, so that facts and today must be of one calendar, at a hospital the true one. Nothing is
 * due of somebody from the day of death on, nor beyond the module's time of follow-up.
 */
public final class CourseSchedule {

  private static final List<String> PET = List.of("PT");
  private static final List<String> SPECT = List.of("NM");

  private final TherapyModule module;
  private final CourseFact course;
  private final List<Fact> facts;

  private CourseSchedule(TherapyModule module, CourseFact course, List<Fact> facts) {
    this.module = module;
    this.course = course;
    this.facts = facts;
  }

  /**
   * What is missing and was due, is due, or will be.
   *
   * @param facts of the person, in any order
   * @param until nothing that begins later is listed
   * @return by its day
   */
  public static List<DueVisit> missing(
      TherapyModule module, CourseFact course, Collection<? extends Fact> facts, LocalDate until) {
    return new CourseSchedule(module, course, List.copyOf(facts)).missing(until);
  }

  private List<DueVisit> missing(LocalDate until) {
    Optional<LocalDate> death =
        all(SurvivalFact.class).filter(SurvivalFact::dead).map(SurvivalFact::on).findFirst();
    List<DueVisit> missing = new ArrayList<>();
    for (VisitWindow window : module.windows()) {
      for (LocalDate anchor : WindowAnchors.of(module, course, facts, window)) {
        visits(window, anchor)
            .filter(visit -> !visit.from().isAfter(until))
            .filter(visit -> death.filter(day -> !visit.to().isBefore(day)).isEmpty())
            .filter(visit -> !isThere(visit))
            .forEach(missing::add);
      }
    }
    missing.sort(Comparator.comparing(DueVisit::on).thenComparing(visit -> visit.window().id()));
    return missing;
  }

  private static Stream<DueVisit> visits(VisitWindow window, LocalDate anchor) {
    if (window.days().isEmpty() && window.hours().isEmpty() && window.everyDays() == 0) {
      return Stream.of(
          new DueVisit(
              window,
              anchor.plusDays(window.fromDay() - window.earlyDays()),
              anchor.plusDays(window.toDay()),
              anchor.plusDays(window.toDay() + window.lateDays())));
    }
    return days(window)
        .mapToObj(
            day ->
                new DueVisit(
                    window,
                    anchor.plusDays(day - Math.max(window.earlyDays(), slack(window))),
                    anchor.plusDays(day),
                    anchor.plusDays(day + Math.max(window.lateDays(), slack(window)))));
  }

  /** The hour of the anchor is not known: the day before or after is as near. */
  private static int slack(VisitWindow window) {
    return window.hours().isEmpty() ? 0 : 1;
  }

  private static LongStream days(VisitWindow window) {
    if (!window.days().isEmpty()) {
      return window.days().stream().mapToLong(Integer::longValue);
    }
    if (!window.hours().isEmpty()) {
      return window.hours().stream().mapToLong(hour -> hour / 24).distinct();
    }
    return LongStream.iterate(
        window.fromDay(), day -> day <= window.toDay(), day -> day + window.everyDays());
  }

  private boolean isThere(DueVisit visit) {
    return switch (visit.window().of()) {
      case LAB -> in(visit, all(BiomarkerFact.class).map(BiomarkerFact::on));
      case PET -> imaged(visit, PET);
      case SPECT -> imaged(visit, SPECT);
      case IMAGING -> imaged(visit, List.of()) || responded(visit);
      case QUESTIONNAIRE -> in(visit, all(QualityOfLifeFact.class).map(QualityOfLifeFact::on));
      case PROCEDURE -> in(visit, all(ProcedureFact.class).map(ProcedureFact::startedOn));
      case VISIT -> seen(visit);
    };
  }

  private boolean imaged(DueVisit visit, List<String> modalities) {
    return in(
        visit,
        all(ImagingFact.class)
            .filter(f -> f.startedAt() != null)
            .filter(
                f -> modalities.isEmpty() || f.modalities().stream().anyMatch(modalities::contains))
            .map(f -> f.startedAt().toLocalDate()));
  }

  private boolean responded(DueVisit visit) {
    return in(visit, all(ResponseFact.class).map(ResponseFact::assessedOn));
  }

  /** Of life only the last day is kept: who is known to live later was not lost before. */
  private boolean seen(DueVisit visit) {
    return all(SurvivalFact.class).anyMatch(f -> !f.on().isBefore(visit.from()))
        || in(visit, all(BiomarkerFact.class).map(BiomarkerFact::on))
        || responded(visit);
  }

  private static boolean in(DueVisit visit, Stream<LocalDate> days) {
    return days.anyMatch(day -> !day.isBefore(visit.from()) && !day.isAfter(visit.to()));
  }

  private <T extends Fact> Stream<T> all(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }
}
