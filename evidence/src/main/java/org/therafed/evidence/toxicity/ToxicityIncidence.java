package org.therafed.evidence.toxicity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Share of exposed persons with an adverse event, by CTCAE term and worst grade, with exact
 * intervals.
 *
 * <p>A crude incidence over the declared window: it takes everyone as observed for the whole of it.
 * A CTCAE grade is a severity, not a seriousness; CRS and ICANS are graded by ASTCT and are not
 * mixed in here.
 *
 * @param level confidence level of the intervals
 */
public record ToxicityIncidence(double level)
    implements Estimator<ToxicityRow, ToxicityPartial, ToxicityResult> {

  private static final Method METHOD =
      new Method(
          "Crude incidence by worst grade, Clopper–Pearson interval",
          "CTCAE v5.0 (NCI 2017); Clopper & Pearson 1934, Biometrika 26:404");

  public ToxicityIncidence {
    Levels.check(level);
  }

  @Override
  public ToxicityPartial empty() {
    return new ToxicityPartial(new TreeMap<>());
  }

  @Override
  public Accumulator<ToxicityRow, ToxicityPartial> accumulator() {
    return new Tally();
  }

  @Override
  public Finding<ToxicityResult> finish(ToxicityPartial partial) {
    ToxicityPartial.Counts all = partial.pooled();
    if (all.persons() == 0) {
      return new NoData<>(METHOD);
    }
    TreeMap<String, TermToxicity> byTerm = new TreeMap<>();
    all.byTerm().forEach((term, c) -> byTerm.put(term, TermToxicity.of(c, all.persons(), level)));
    int sites = (int) partial.bySite().values().stream().filter(c -> c.persons() > 0).count();
    Basis basis =
        new Basis(
            all.persons(),
            all.anyTerm().atLeast(1),
            sites,
            "exposed persons; proportion",
            METHOD,
            List.of(),
            List.of());
    return new Estimated<>(
        new ToxicityResult(
            basis, level, TermToxicity.of(all.anyTerm(), all.persons(), level), byTerm));
  }

  private static final class Tally implements Accumulator<ToxicityRow, ToxicityPartial> {
    private final Map<String, SiteTally> sites = new TreeMap<>();

    @Override
    public void add(ToxicityRow row) {
      SiteTally site = sites.computeIfAbsent(row.site(), s -> new SiteTally());
      site.persons++;
      int worst = 0;
      for (Map.Entry<String, Integer> term : row.worstGradeByTerm().entrySet()) {
        int grade = term.getValue();
        site.byTerm.computeIfAbsent(term.getKey(), t -> new long[GradeCounts.GRADES])[grade - 1]++;
        worst = Math.max(worst, grade);
      }
      if (worst > 0) {
        site.anyTerm[worst - 1]++;
      }
    }

    @Override
    public ToxicityPartial partial() {
      TreeMap<String, ToxicityPartial.Counts> bySite = new TreeMap<>();
      sites.forEach((label, site) -> bySite.put(label, site.counts()));
      return new ToxicityPartial(bySite);
    }
  }

  private static final class SiteTally {
    private final long[] anyTerm = new long[GradeCounts.GRADES];
    private final Map<String, long[]> byTerm = new TreeMap<>();
    private long persons;

    ToxicityPartial.Counts counts() {
      TreeMap<String, GradeCounts> terms = new TreeMap<>();
      byTerm.forEach((term, c) -> terms.put(term, new GradeCounts(c)));
      return new ToxicityPartial.Counts(persons, new GradeCounts(anyTerm), terms);
    }
  }
}
