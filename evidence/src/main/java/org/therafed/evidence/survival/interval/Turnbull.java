package org.therafed.evidence.survival.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Survival when the event lies between two assessments: Turnbull's nonparametric maximum
 * likelihood, which puts mass on the innermost intervals only, the ones that begin where an
 * assessment interval begins and end where one ends with none beginning or ending between. The
 * likelihood is climbed by EM and iterative convex minorant steps until the Karush–Kuhn–Tucker
 * conditions certify that it is within 1e-9, or 1e-14 per person, of its maximum.
 *
 * <p>Assumes that when people are assessed is independent of the event. Left truncation is not
 * taken. There is no interval: the estimate converges too slowly for a normal one. Times are days,
 * and only equal ones are tied.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1976.tb01597.x">Turnbull 1976</a>
 * @see <a href="https://doi.org/10.1093/biomet/81.3.618">Gentleman &amp; Geyer 1994</a>
 */
public record Turnbull() implements Estimator<IntervalRow, IntervalTable, TurnbullResult> {

  private static final Method METHOD =
      new Method(
          "Turnbull nonparametric maximum likelihood",
          "Turnbull 1976, J R Stat Soc B 38:290; Gentleman & Geyer 1994, Biometrika 81:618;"
              + " Wellner & Zhan 1997, J Am Stat Assoc 92:945");

  /** What is computed, with its source. */
  public Method method() {
    return METHOD;
  }

  @Override
  public IntervalTable empty() {
    return IntervalTable.empty();
  }

  @Override
  public Accumulator<IntervalRow, IntervalTable> accumulator() {
    return new IntervalTableBuilder();
  }

  @Override
  public Finding<TurnbullResult> finish(IntervalTable table) {
    if (table.n() == 0) {
      return new NoData<>(METHOD);
    }
    Innermost innermost = Innermost.of(table);
    Optional<MassFit.Fitted> fitted = new MassFit(table, innermost).fit();
    if (fitted.isEmpty()) {
      return new NotEstimable<>(METHOD, "The likelihood did not reach its maximum.");
    }
    MassFit.Fitted fit = fitted.get();
    List<TurnbullResult.Support> support = new ArrayList<>();
    for (int j = 0; j < fit.mass.length; j++) {
      if (fit.mass[j] > 0) {
        support.add(innermost.support(j, fit.mass[j]));
      }
    }
    long events = 0;
    for (int i = 0; i < table.size(); i++) {
      events += table.isEvent(i) ? table.count(i) : 0;
    }
    List<String> warnings = new ArrayList<>();
    if (events < 10) {
      warnings.add("Fewer than 10 events: the estimate is rough.");
    }
    if (!fit.unique) {
      warnings.add("Several distributions have the same likelihood: only one of them is shown.");
    }
    int sites = (int) table.bySite().values().stream().filter(c -> c.n() > 0).count();
    Basis basis =
        new Basis(
            table.n(),
            events,
            sites,
            "persons; survival probability by days",
            METHOD,
            List.of("The likelihood is at its maximum (Karush–Kuhn–Tucker conditions)."),
            warnings);
    return new Estimated<>(new TurnbullResult(basis, support, fit.gap));
  }
}
