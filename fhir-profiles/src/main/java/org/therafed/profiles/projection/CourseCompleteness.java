package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.profiles.module.Completeness;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.module.VisitWindow;
import org.therafed.profiles.profile.Profile;

/**
 * How much of what a module requires is known of one course. An element that is due in a window is
 * there if one fact lies in one instance of the window; it is not asked that every cycle has it.
 * Diagnosis and consent give no facts and are taken from the profiles of the person's records.
 */
public final class CourseCompleteness {
  private final TherapyModule module;
  private final CourseFact course;
  private final List<Fact> facts;
  private final Set<Profile> records;

  private CourseCompleteness(
      TherapyModule module, CourseFact course, List<Fact> facts, Set<Profile> records) {
    this.module = module;
    this.course = course;
    this.facts = facts;
    this.records = records;
  }

  /**
   * The score of a course.
   *
   * @param facts of the person, in any order
   * @param records profiles of which the person has a record
   */
  public static Completeness of(
      TherapyModule module,
      CourseFact course,
      Collection<? extends Fact> facts,
      Set<Profile> records) {
    CourseCompleteness score =
        new CourseCompleteness(module, course, List.copyOf(facts), Set.copyOf(records));
    Set<String> present = new HashSet<>();
    for (RequiredElement element : module.required()) {
      if (score.has(element)) {
        present.add(element.id());
      }
    }
    return Completeness.of(module, present);
  }

  private boolean has(RequiredElement element) {
    return !isDue(element) || isThere(element);
  }

  /** What is asked only of who had a procedure is not missing of anybody else. */
  private boolean isDue(RequiredElement element) {
    return element.procedures().isEmpty()
        || all(ProcedureFact.class).anyMatch(f -> element.procedures().contains(f.kind()));
  }

  private boolean isThere(RequiredElement element) {
    return switch (element.fact()) {
      case INDICATION -> records.contains(Profile.INDICATION);
      case CONSENT -> records.contains(Profile.CONSENT);
      case COURSE -> course.endedOn() != null || "in-progress".equals(course.status());
      case DECISION -> all(DecisionFact.class).anyMatch(f -> f.module().equals(module.id()));
      case CYCLE -> all(CycleFact.class).anyMatch(f -> f.courseId().equals(course.courseId()));
      case ADMINISTRATION -> all(AdministrationFact.class).findAny().isPresent();
      case CELL_PRODUCT -> all(CellProductFact.class).findAny().isPresent();
      case IMAGING ->
          due(
              element,
              all(ImagingFact.class)
                  .filter(f -> f.startedAt() != null)
                  .map(f -> f.startedAt().toLocalDate()));
      case BIOMARKER ->
          due(
              element,
              all(BiomarkerFact.class)
                  .filter(f -> element.of() == null || tests(element.of()).contains(f.loinc()))
                  .map(BiomarkerFact::on));
      case RESPONSE ->
          due(
              element,
              all(ResponseFact.class)
                  .filter(f -> element.of() == null || f.criterion().equals(element.of()))
                  .map(ResponseFact::assessedOn));
      case ABSORBED_DOSE ->
          due(
              element,
              all(DoseFact.class)
                  .filter(f -> element.of() == null || f.organ().equals(organ(element.of())))
                  .map(DoseFact::on));
      case ADVERSE_EVENT -> all(ToxicityFact.class).findAny().isPresent();
      case SURVIVAL -> all(SurvivalFact.class).findAny().isPresent();
      case COST ->
          all(CostFact.class)
              .anyMatch(f -> element.of() == null || f.component().equals(element.of()));
      case STRATUM ->
          due(
              element,
              all(CompanionFact.class)
                  .filter(f -> element.of() == null || f.stratum().equals(element.of()))
                  .map(CompanionFact::on));
    };
  }

  private <T extends Fact> Stream<T> all(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }

  private Set<String> tests(String biomarker) {
    return module.biomarker(biomarker).orElseThrow().codes();
  }

  private String organ(String id) {
    return module.organsAtRisk().stream()
        .filter(organ -> organ.id().equals(id))
        .map(organ -> organ.organ().code())
        .findFirst()
        .orElseThrow();
  }

  private boolean due(RequiredElement element, Stream<LocalDate> days) {
    if (element.window() == null) {
      return days.findAny().isPresent();
    }
    VisitWindow window =
        module.windows().stream()
            .filter(w -> w.id().equals(element.window()))
            .findFirst()
            .orElseThrow();
    List<LocalDate> anchors = WindowAnchors.of(module, course, facts, window);
    return days.anyMatch(on -> anchors.stream().anyMatch(anchor -> within(window, anchor, on)));
  }

  private static boolean within(VisitWindow window, LocalDate anchor, LocalDate on) {
    long day = on.toEpochDay() - anchor.toEpochDay();
    Stream<Long> due;
    if (!window.days().isEmpty()) {
      due = window.days().stream().map(Integer::longValue);
    } else if (!window.hours().isEmpty()) {
      // The hour of the anchor is not known here: the day before or after is as near.
      return window.hours().stream().anyMatch(hour -> Math.abs(day - hour / 24) <= 1);
    } else if (window.everyDays() == 0) {
      return day >= window.fromDay() - window.earlyDays()
          && day <= window.toDay() + window.lateDays();
    } else {
      due =
          Stream.iterate(
              (long) window.fromDay(), d -> d <= window.toDay(), d -> d + window.everyDays());
    }
    return due.anyMatch(d -> day >= d - window.earlyDays() && day <= d + window.lateDays());
  }
}
