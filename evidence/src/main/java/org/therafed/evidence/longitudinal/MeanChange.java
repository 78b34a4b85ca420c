package org.therafed.evidence.longitudinal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.evidence.longitudinal.VisitMoments.SiteMoments;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.Moments;
import org.therafed.evidence.partial.NoData;

/**
 * Mean change from baseline by arm and visit over those who were measured there, with a t interval,
 * and how many were not: a description, biased where those missed differ; {@link RepeatedMeasures}
 * uses all measurements of a person.
 *
 * @param design declared visits and arms
 * @param level confidence level
 */
public record MeanChange(VisitDesign design, double level)
    implements Estimator<VisitSeries, VisitMoments, ChangeResult> {
  private static final Method METHOD =
      new Method("Mean change from baseline, t interval", "Student 1908, Biometrika 6:1");

  /** A share of missed assessments above which the reader is warned. */
  private static final double MANY_MISSED = 0.2;

  public MeanChange {
    Levels.check(level);
  }

  @Override
  public VisitMoments empty() {
    return new VisitMoments(new TreeMap<>());
  }

  @Override
  public Accumulator<VisitSeries, VisitMoments> accumulator() {
    return new Sums();
  }

  @Override
  public Finding<ChangeResult> finish(VisitMoments partial) {
    SiteMoments none = SiteMoments.none(design.arms().size(), design.cells());
    SiteMoments all = partial.bySite().values().stream().reduce(none, SiteMoments::plus);
    long persons = all.persons().stream().mapToLong(Long::longValue).sum();
    if (persons == 0) {
      return new NoData<>(METHOD);
    }
    List<VisitChange> visits = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (int arm = 0; arm < design.arms().size(); arm++) {
      for (int visit = 0; visit < design.visits().size(); visit++) {
        Moments change = all.change().get(design.cell(arm, visit));
        VisitChange at = visitChange(arm, visit, all.persons().get(arm), change);
        visits.add(at);
        if (at.missed() > MANY_MISSED * at.persons()) {
          warnings.add(
              at.missed()
                  + " of "
                  + at.persons()
                  + " in "
                  + at.arm()
                  + " were not measured at "
                  + at.visit());
        }
      }
    }
    long measured = visits.stream().mapToLong(VisitChange::measured).sum();
    Basis basis =
        new Basis(
            persons,
            measured,
            partial.bySite().size(),
            "persons; " + design.unit(),
            METHOD,
            List.of(),
            warnings);
    return new Estimated<>(new ChangeResult(basis, design.unit(), visits));
  }

  private VisitChange visitChange(int arm, int visit, long persons, Moments change) {
    String armLabel = design.arms().get(arm);
    String visitLabel = design.visits().get(visit);
    if (change.n() < 2) {
      return new VisitChange(
          armLabel,
          visitLabel,
          persons,
          change.n(),
          change.n() == 0 ? Optional.empty() : Optional.of(change.mean()),
          Optional.empty());
    }
    double free = (double) change.n() - 1;
    double half =
        new TDistribution(free).inverseCumulativeProbability(0.5 + level / 2)
            * Math.sqrt(change.m2() / free / change.n());
    return new VisitChange(
        armLabel,
        visitLabel,
        persons,
        change.n(),
        Optional.of(change.mean()),
        Optional.of(new Interval(change.mean() - half, change.mean() + half, level)));
  }

  private final class Sums implements Accumulator<VisitSeries, VisitMoments> {
    private final SortedMap<String, OfSite> bySite = new TreeMap<>();

    @Override
    public void add(VisitSeries row) {
      bySite.computeIfAbsent(design.check(row).site(), site -> new OfSite()).add(row);
    }

    @Override
    public VisitMoments partial() {
      SortedMap<String, SiteMoments> moments = new TreeMap<>();
      bySite.forEach((site, sums) -> moments.put(site, sums.moments()));
      return new VisitMoments(moments);
    }
  }

  private final class OfSite {
    private final long[] persons = new long[design.arms().size()];
    private final Moments[] baseline = new Moments[design.arms().size()];
    private final Moments[] change = new Moments[design.cells()];

    OfSite() {
      Arrays.fill(baseline, Moments.NONE);
      Arrays.fill(change, Moments.NONE);
    }

    void add(VisitSeries row) {
      persons[row.arm()]++;
      baseline[row.arm()] = baseline[row.arm()].with(row.baseline());
      for (int i = 0; i < row.size(); i++) {
        int cell = design.cell(row.arm(), row.visit(i));
        change[cell] = change[cell].with(row.value(i) - row.baseline());
      }
    }

    SiteMoments moments() {
      return new SiteMoments(
          Arrays.stream(persons).boxed().toList(), List.of(baseline), List.of(change));
    }
  }
}
