package org.therafed.evidence.competing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hipparchus.special.Gamma;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Cumulative incidence of each of several causes by group, F_k(t) = Σ S(u−) d_k/n (Aalen–Johansen),
 * and Gray's test (rho 0) of each cause among the groups, within strata.
 *
 * <p>Assumes that censoring and late entry are independent of the events. The causes other than the
 * one in question prevent it; they are not censored. Risk interval (entry, time]; at a tied time
 * events come before censorings; strata leave the curves unchanged. Times are days. Late entries
 * weigh Gray's risk sets by the same Y/S(t−); the paper treats right censoring only, which a
 * warning says.
 *
 * <p>Adverse events over time: cause 1 the first event of the term, cause 2 death without it; 1 −
 * Kaplan–Meier with death as censoring would overstate the risk.
 *
 * @param level confidence level of limits, such as 0.95
 * @param variance which variance, {@link IncidenceVariance#AALEN} by default
 * @param causes names of the causes; a row's cause is the place in this list, from 1
 */
public record CumulativeIncidence(double level, IncidenceVariance variance, List<String> causes)
    implements Estimator<CompetingRow, CompetingTable, IncidenceResult> {

  private static final String SOURCE =
      "Aalen & Johansen 1978, Scand J Stat 5:141; Aalen 1978, Ann Stat 6:534; Gray 1988, Ann Stat"
          + " 16:1141";

  public CumulativeIncidence {
    Levels.check(level);
    Objects.requireNonNull(variance, "variance");
    causes = List.copyOf(causes);
    if (causes.isEmpty() || new TreeSet<>(causes).size() != causes.size()) {
      throw EvidenceCode.CAUSE_UNKNOWN.with(causes.isEmpty() ? "no cause" : "a cause named twice");
    }
  }

  /** With Aalen's variance. */
  public CumulativeIncidence(double level, List<String> causes) {
    this(level, IncidenceVariance.AALEN, causes);
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method("Aalen–Johansen cumulative incidence, " + variance.label(), SOURCE);
  }

  @Override
  public CompetingTable empty() {
    return CompetingTable.empty();
  }

  @Override
  public Accumulator<CompetingRow, CompetingTable> accumulator() {
    return new CompetingTableBuilder(causes.size());
  }

  @Override
  public Finding<IncidenceResult> finish(CompetingTable table) {
    if (table.n() == 0) {
      return new NoData<>(method());
    }
    SortedMap<String, IncidenceCurve> curves = new TreeMap<>();
    table
        .cells()
        .forEach(
            (group, strata) -> {
              ExitCells cells = strata.values().stream().reduce(ExitCells::merge).orElseThrow();
              if (cells.largestCause() > causes.size()) {
                throw EvidenceCode.CAUSE_UNKNOWN.with(cells.largestCause());
              }
              curves.put(group, new IncidenceCurve(cells, causes.size(), variance, level));
            });
    List<GrayTest> tests = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    if (curves.size() > 1) {
      for (int cause = 1; cause <= causes.size(); cause++) {
        Optional<GrayTest> test = gray(table, cause);
        test.ifPresent(tests::add);
        if (test.isEmpty()) {
          warnings.add(
              "Gray's test of " + causes.get(cause - 1) + " cannot be told: no events to compare.");
        }
      }
    }
    warn(curves, warnings);
    int sites = (int) table.bySite().values().stream().filter(c -> c.n() > 0).count();
    Basis basis =
        new Basis(
            table.n(),
            table.events(),
            sites,
            "persons; probability of the cause by days",
            method(),
            List.of(),
            warnings);
    return new Estimated<>(new IncidenceResult(basis, level, causes, curves, tests));
  }

  private void warn(SortedMap<String, IncidenceCurve> curves, List<String> warnings) {
    for (int cause = 1; cause <= causes.size(); cause++) {
      int number = cause;
      if (curves.values().stream().mapToLong(c -> c.events(number)).sum() < 10) {
        warnings.add(
            "Fewer than 10 events of " + causes.get(cause - 1) + ": its limits are approximate.");
      }
    }
    if (curves.values().stream().anyMatch(IncidenceCurve::emptiedEarly)) {
      warnings.add(
          "All at risk had an event before the last entry: that curve is flat from there.");
    }
    if (curves.size() > 1 && curves.values().stream().anyMatch(IncidenceCurve::hasLateEntries)) {
      warnings.add("Gray's test with late entries goes beyond its paper: take it as approximate.");
    }
  }

  private Optional<GrayTest> gray(CompetingTable table, int cause) {
    List<String> groups = List.copyOf(table.cells().keySet());
    double[] score = new double[groups.size()];
    double[][] total = new double[groups.size()][groups.size()];
    TreeSet<String> strata = new TreeSet<>();
    table.cells().values().forEach(s -> strata.addAll(s.keySet()));
    for (String stratum : strata) {
      List<ExitCells> present = new ArrayList<>();
      List<Integer> which = new ArrayList<>();
      for (int g = 0; g < groups.size(); g++) {
        ExitCells cells = table.cells().get(groups.get(g)).get(stratum);
        if (cells != null) {
          present.add(cells);
          which.add(g);
        }
      }
      double[] axis = Strand.axis(present);
      List<Strand> strands =
          present.stream().map(cells -> Strand.of(axis, cells, causes.size())).toList();
      double[] part = new double[strands.size()];
      double[][] variances = new double[strands.size()][strands.size()];
      new GrayScore(strands, cause).addTo(part, variances);
      for (int i = 0; i < part.length; i++) {
        score[which.get(i)] += part[i];
        for (int j = 0; j < part.length; j++) {
          total[which.get(i)][which.get(j)] += variances[i][j];
        }
      }
    }
    return statistic(cause, score, total);
  }

  /** The quadratic form without the last group, whose score is the negative sum of the others. */
  private static Optional<GrayTest> statistic(int cause, double[] score, double[][] variance) {
    int df = score.length - 1;
    double[][] square = new double[df][df];
    double[] part = new double[df];
    for (int i = 0; i < df; i++) {
      part[i] = score[i];
      System.arraycopy(variance[i], 0, square[i], 0, df);
    }
    Symmetric matrix = new Symmetric(square);
    if (matrix.dependent().isPresent()) {
      return Optional.empty();
    }
    double[] solved = matrix.solve(part);
    double chisq = 0;
    for (int i = 0; i < df; i++) {
      chisq += part[i] * solved[i];
    }
    double p = chisq <= 0 ? 1 : Gamma.regularizedGammaQ(df / 2.0, chisq / 2);
    return Optional.of(new GrayTest(cause, Math.max(0, chisq), df, p));
  }
}
