package org.therafed.evidence.response;

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
 * Responders among those assessed, with the exact Clopper–Pearson and the Wilson score interval.
 *
 * <p>Assumes independent persons with one assessment each; persons without an assessment are left
 * out before, and the asker says how many they are.
 *
 * @param level confidence level of both intervals, such as 0.95
 */
public record ResponseRate(double level)
    implements Estimator<ResponseRow, ResponsePartial, ResponseResult> {

  private static final Method METHOD =
      new Method(
          "Proportion, Clopper–Pearson and Wilson intervals",
          "Clopper & Pearson 1934, Biometrika 26:404; Wilson 1927, J Am Stat Assoc 22:209");

  public ResponseRate {
    Levels.check(level);
  }

  @Override
  public ResponsePartial empty() {
    return new ResponsePartial(new TreeMap<>());
  }

  @Override
  public Accumulator<ResponseRow, ResponsePartial> accumulator() {
    return new Tally();
  }

  @Override
  public Finding<ResponseResult> finish(ResponsePartial partial) {
    long n = partial.n();
    if (n == 0) {
      return new NoData<>(METHOD);
    }
    long responders = partial.responders();
    int sites = (int) partial.bySite().values().stream().filter(c -> c.n() > 0).count();
    List<String> warnings =
        Math.min(responders, n - responders) < 5
            ? List.of("Fewer than 5 responders or non-responders: use the exact interval.")
            : List.of();
    return new Estimated<>(
        new ResponseResult(
            new Basis(
                n, responders, sites, "assessed persons; proportion", METHOD, List.of(), warnings),
            responders,
            (double) responders / n,
            Proportion.clopperPearson(responders, n, level),
            Proportion.wilson(responders, n, level)));
  }

  private static final class Tally implements Accumulator<ResponseRow, ResponsePartial> {
    private final Map<String, long[]> counts = new TreeMap<>();

    @Override
    public void add(ResponseRow row) {
      long[] site = counts.computeIfAbsent(row.site(), s -> new long[2]);
      site[0]++;
      if (row.responder()) {
        site[1]++;
      }
    }

    @Override
    public ResponsePartial partial() {
      TreeMap<String, ResponsePartial.Counts> bySite = new TreeMap<>();
      counts.forEach((site, c) -> bySite.put(site, new ResponsePartial.Counts(c[0], c[1])));
      return new ResponsePartial(bySite);
    }
  }
}
