package org.therafed.evidence.table;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Two-by-two tables by site and stratum. Merges exactly.
 *
 * @param bySite tables by stratum, by site label
 */
@PartialFormat(kind = "two-by-two", version = 1)
public record TablePartial(SortedMap<String, SortedMap<String, Cells>> bySite)
    implements Partial<TablePartial> {

  public TablePartial {
    TreeMap<String, SortedMap<String, Cells>> copy = new TreeMap<>();
    bySite.forEach(
        (site, strata) -> {
          if (strata.keySet().stream().anyMatch(String::isBlank)) {
            throw EvidenceCode.GROUP_MISSING.with("the stratum");
          }
          copy.put(site, Sites.copy(strata));
        });
    bySite = Sites.copy(copy);
  }

  /** The partial of no rows. */
  public static TablePartial empty() {
    return new TablePartial(new TreeMap<>());
  }

  /** Tables by stratum, all sites together. */
  public SortedMap<String, Cells> byStratum() {
    TreeMap<String, Cells> strata = new TreeMap<>();
    bySite
        .values()
        .forEach(s -> s.forEach((name, cells) -> strata.merge(name, cells, Cells::plus)));
    return strata;
  }

  /** One table over all sites and strata. */
  public Cells pooled() {
    return byStratum().values().stream().reduce(Cells.NONE, Cells::plus);
  }

  /** Sites with at least one person. */
  public int sites() {
    return (int)
        bySite.values().stream()
            .filter(strata -> strata.values().stream().anyMatch(c -> c.n() > 0))
            .count();
  }

  @Override
  public TablePartial merge(TablePartial other) {
    return new TablePartial(
        Sites.merge(bySite, other.bySite, (one, more) -> Sites.merge(one, more, Cells::plus)));
  }

  /** Collects rows. */
  static final class Tally implements Accumulator<ArmRow, TablePartial> {
    private final Map<String, Map<String, long[]>> counts = new TreeMap<>();

    @Override
    public void add(ArmRow row) {
      long[] cells =
          counts
              .computeIfAbsent(row.site(), s -> new TreeMap<>())
              .computeIfAbsent(row.stratum(), s -> new long[4]);
      cells[(row.arm() == Arm.FIRST ? 0 : 2) + (row.event() ? 0 : 1)]++;
    }

    @Override
    public TablePartial partial() {
      TreeMap<String, SortedMap<String, Cells>> bySite = new TreeMap<>();
      counts.forEach(
          (site, strata) -> {
            TreeMap<String, Cells> cells = new TreeMap<>();
            strata.forEach((name, c) -> cells.put(name, new Cells(c[0], c[1], c[2], c[3])));
            bySite.put(site, cells);
          });
      return new TablePartial(bySite);
    }
  }
}
