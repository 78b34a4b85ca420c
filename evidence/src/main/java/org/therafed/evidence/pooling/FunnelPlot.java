package org.therafed.evidence.pooling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Sites' proportions or rates against exact control limits about a target θ: with r the smallest
 * count of cumulative probability p or more, the limit is (r − a)/n, a = (P(R ≤ r) − p)/P(R = r).
 *
 * <p>A proportion is binomial in its persons, a rate Poisson in its person-time or expected events.
 * The limits assume that cases are alike; what the sites differ in by case mix must be in the
 * expected events. They mark what chance does not explain, not good or bad care.
 *
 * @param kind proportion or rate
 * @param target the centre line; empty for that of all sites together
 * @param levels levels of the limits, such as 0.95 and 0.998
 * @see <a href="https://doi.org/10.1002/sim.1970">Spiegelhalter 2005, Stat Med 24:1185, appendix
 *     A.1</a>
 */
public record FunnelPlot(Kind kind, OptionalDouble target, List<Double> levels)
    implements Estimator<SiteCount, SiteCounts, FunnelResult> {

  /** What the sites are compared in. */
  public enum Kind {
    /** Events among persons, binomial. */
    PROPORTION,
    /** Events by person-time or by expected events, Poisson. */
    RATE
  }

  public FunnelPlot {
    Objects.requireNonNull(kind, "kind");
    levels = List.copyOf(levels);
    levels.forEach(Levels::check);
    double line = target.orElse(0.5);
    if (!(line > 0 && line < (kind == Kind.PROPORTION ? 1 : 1e12))) {
      throw EvidenceCode.DECLARATION_IMPOSSIBLE.with("a target of " + line);
    }
  }

  /** With limits of 95 and 99.8 % about the sites' own overall value. */
  public static FunnelPlot of(Kind kind) {
    return new FunnelPlot(kind, OptionalDouble.empty(), List.of(0.95, 0.998));
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "Funnel plot of sites, exact "
            + (kind == Kind.PROPORTION ? "binomial" : "Poisson")
            + " limits",
        "Spiegelhalter 2005, Stat Med 24:1185");
  }

  @Override
  public SiteCounts empty() {
    return SiteCounts.empty();
  }

  @Override
  public Accumulator<SiteCount, SiteCounts> accumulator() {
    TreeMap<String, SiteCounts.Count> counts = new TreeMap<>();
    return new Accumulator<>() {
      @Override
      public void add(SiteCount row) {
        counts.merge(
            row.site(),
            new SiteCounts.Count(row.events(), row.denominator()),
            SiteCounts.Count::plus);
      }

      @Override
      public SiteCounts partial() {
        return new SiteCounts(counts);
      }
    };
  }

  @Override
  public Finding<FunnelResult> finish(SiteCounts counts) {
    long events = 0;
    double denominators = 0;
    int sites = 0;
    for (SiteCounts.Count count : counts.bySite().values()) {
      boolean whole = count.denominator() == Math.rint(count.denominator());
      if (kind == Kind.PROPORTION && (count.events() > count.denominator() || !whole)) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(count.events() + " of " + count.denominator());
      }
      events += count.events();
      denominators += count.denominator();
      sites += count.denominator() > 0 ? 1 : 0;
    }
    if (sites == 0) {
      return new NoData<>(method());
    }
    double line = target.orElse(events / denominators);
    if (!(line > 0) || (kind == Kind.PROPORTION && line >= 1)) {
      return new NotEstimable<>(method(), "no site differs: none, or all, had the event");
    }
    List<FunnelPoint> points = new ArrayList<>();
    double squares = 0;
    for (Map.Entry<String, SiteCounts.Count> site : counts.bySite().entrySet()) {
      double denominator = site.getValue().denominator();
      if (denominator > 0) {
        double value = site.getValue().events() / denominator;
        List<Interval> limits = levels.stream().map(l -> limits(line, denominator, l)).toList();
        points.add(
            new FunnelPoint(site.getKey(), site.getValue().events(), denominator, value, limits));
        double variance = kind == Kind.PROPORTION ? line * (1 - line) : line;
        squares += (value - line) * (value - line) * denominator / variance;
      }
    }
    double dispersion = squares / sites;
    List<String> warnings = new ArrayList<>();
    if (sites < counts.bySite().size()) {
      warnings.add((counts.bySite().size() - sites) + " sites without persons are left out.");
    }
    if (sites == 1 && target.isEmpty()) {
      warnings.add("One site: it is compared with itself.");
    }
    if (sites > 1 && Gamma.regularizedGammaQ(sites / 2.0, squares / 2) < 0.01) {
      warnings.add("Sites differ by more than chance: many beyond the limits is to be expected.");
    }
    long n = kind == Kind.PROPORTION ? Math.round(denominators) : events;
    String unit =
        kind == Kind.PROPORTION ? "persons; proportion" : "events; rate by the denominator";
    Basis basis = new Basis(n, events, sites, unit, method(), List.of(), warnings);
    return new Estimated<>(new FunnelResult(basis, line, points, dispersion));
  }

  /**
   * Control limits about a centre line at a denominator, for drawing the funnel.
   *
   * @param line the centre line
   * @param denominator persons (whole), or person-time or expected events, above 0
   * @param level level of the limits
   */
  public Interval limits(double line, double denominator, double level) {
    double tail = (1 - Levels.check(level)) / 2;
    double most = kind == Kind.PROPORTION ? denominator : Double.POSITIVE_INFINITY;
    double lower = Math.max(0, quantile(line, denominator, tail));
    double upper = Math.min(most, quantile(line, denominator, 1 - tail));
    return new Interval(lower / denominator, Math.max(lower, upper) / denominator, level);
  }

  /** The interpolated count r − a. */
  private double quantile(double line, double denominator, double p) {
    double low = -1;
    double high = 1;
    while (cumulative(line, denominator, high) < p) {
      high *= 2;
    }
    while (high - low > 1) {
      double middle = Math.floor((low + high) / 2);
      if (cumulative(line, denominator, middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double reached = cumulative(line, denominator, high);
    return high - (reached - p) / (reached - cumulative(line, denominator, high - 1));
  }

  private double cumulative(double line, double denominator, double r) {
    if (r < 0) {
      return 0;
    }
    if (kind == Kind.RATE) {
      return Gamma.regularizedGammaQ(r + 1, line * denominator);
    }
    return r >= denominator ? 1 : Beta.regularizedBeta(1 - line, denominator - r, r + 1);
  }
}
