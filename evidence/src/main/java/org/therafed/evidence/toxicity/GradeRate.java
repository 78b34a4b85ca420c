package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.rate.Rate;

/**
 * Events of a grade or higher.
 *
 * @param leastGrade 1 for any grade
 * @param incidence persons with an event among those exposed
 * @param seriousPersons persons with a serious one among these
 * @param firstDays time at risk until the first event
 * @param first rate of first events; empty if all had theirs on day 0
 * @param events all events
 * @param all rate of all events, with intervals that take them as independent
 * @param repeated intervals that do not; empty for no event or one person
 */
public record GradeRate(
    int leastGrade,
    Incidence incidence,
    long seriousPersons,
    double firstDays,
    Optional<Rate> first,
    long events,
    Rate all,
    Optional<RepeatedRate> repeated) {

  static GradeRate of(
      int leastGrade, GradeSums sums, AdverseEventPartial.SiteSums all, double level) {
    // Those without the event stay at risk for all their time. Never below 0 by rounding.
    double firstDays = Math.max(0, all.days() - sums.days()) + sums.firstDays();
    return new GradeRate(
        leastGrade,
        Incidence.of(sums.persons(), all.persons(), level),
        sums.seriousPersons(),
        firstDays,
        firstDays > 0 ? Optional.of(Rate.of(sums.persons(), firstDays, level)) : Optional.empty(),
        sums.events(),
        Rate.of(sums.events(), all.days(), level),
        RepeatedRate.of(sums, all, level));
  }

  List<Estimate> estimates(String term) {
    List<Estimate> all = new ArrayList<>();
    all.add(Estimate.of("incidence", incidence.proportion(), incidence.clopperPearson(), "1"));
    all.add(Estimate.count("persons", incidence.persons()));
    all.add(Estimate.count("persons with a serious event", seriousPersons));
    first.ifPresent(rate -> all.add(rate.estimate("rate of first events")));
    all.add(
        repeated
            .map(r -> Estimate.of("rate of all events", this.all.perDay(), r.robust(), "1/d"))
            .orElse(Estimate.of("rate of all events", this.all.perDay(), "1/d")));
    return all.stream().map(e -> e.at("term", term).at("least grade", leastGrade)).toList();
  }
}
