package org.therafed.evidence.rate;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.table.Arm;

/**
 * Events and time at risk by site and arm. Counts merge exactly, times to 1e-12 relative (exactly
 * in whole days).
 *
 * @param bySite both arms by site label
 */
@PartialFormat(kind = "exposure", version = 1)
public record ExposurePartial(SortedMap<String, Arms> bySite) implements Partial<ExposurePartial> {

  /**
   * One site's share.
   *
   * @param first of the first arm
   * @param second of the second arm
   */
  public record Arms(Exposure first, Exposure second) {
    Arms plus(Arms other) {
      return new Arms(first.plus(other.first), second.plus(other.second));
    }

    boolean any() {
      return first.rows() + second.rows() > 0;
    }
  }

  public ExposurePartial {
    bySite = Sites.copy(bySite);
  }

  /** The partial of no rows. */
  public static ExposurePartial empty() {
    return new ExposurePartial(new TreeMap<>());
  }

  /** One arm at all sites. */
  public Exposure of(Arm arm) {
    return bySite.values().stream()
        .map(a -> arm == Arm.FIRST ? a.first() : a.second())
        .reduce(Exposure.NONE, Exposure::plus);
  }

  /** Both arms at all sites. */
  public Exposure pooled() {
    return of(Arm.FIRST).plus(of(Arm.SECOND));
  }

  /** Sites with at least one row. */
  public int sites() {
    return (int) bySite.values().stream().filter(Arms::any).count();
  }

  @Override
  public ExposurePartial merge(ExposurePartial other) {
    return new ExposurePartial(Sites.merge(bySite, other.bySite, Arms::plus));
  }

  /** Collects rows. */
  static final class Tally implements Accumulator<ExposureRow, ExposurePartial> {
    private final Map<String, long[]> counts = new TreeMap<>();
    private final Map<String, double[]> days = new TreeMap<>();

    @Override
    public void add(ExposureRow row) {
      int arm = row.arm() == Arm.FIRST ? 0 : 1;
      long[] count = counts.computeIfAbsent(row.site(), s -> new long[4]);
      count[2 * arm]++;
      count[2 * arm + 1] += row.events();
      days.computeIfAbsent(row.site(), s -> new double[2])[arm] += row.days();
    }

    @Override
    public ExposurePartial partial() {
      TreeMap<String, Arms> bySite = new TreeMap<>();
      counts.forEach(
          (site, c) -> {
            double[] d = days.get(site);
            bySite.put(
                site, new Arms(new Exposure(c[0], c[1], d[0]), new Exposure(c[2], c[3], d[1])));
          });
      return new ExposurePartial(bySite);
    }
  }
}
