package org.therafed.evidence.competing;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.survival.EventTable.SiteCount;

/** Rows into a {@link CompetingTable} on primitive arrays. One thread at a time. */
final class CompetingTableBuilder implements Accumulator<CompetingRow, CompetingTable> {
  private final int causes;
  private final Map<String, Map<String, ExitColumns>> columns = new HashMap<>();
  private final Map<String, long[]> sites = new HashMap<>();

  CompetingTableBuilder(int causes) {
    this.causes = causes;
  }

  @Override
  public void add(CompetingRow row) {
    if (row.cause() > causes) {
      throw EvidenceCode.CAUSE_UNKNOWN.with(row.cause());
    }
    long[] site = sites.computeIfAbsent(row.site(), s -> new long[2]);
    site[0]++;
    site[1] += row.cause() > 0 ? 1 : 0;
    columns
        .computeIfAbsent(row.group(), g -> new HashMap<>())
        .computeIfAbsent(row.stratum(), s -> new ExitColumns())
        .add(row.entryDays(), row.timeDays(), row.cause());
  }

  @Override
  public CompetingTable partial() {
    TreeMap<String, SortedMap<String, ExitCells>> cells = new TreeMap<>();
    columns.forEach(
        (group, strata) -> {
          TreeMap<String, ExitCells> byStratum = new TreeMap<>();
          strata.forEach((stratum, column) -> byStratum.put(stratum, column.cells()));
          cells.put(group, byStratum);
        });
    TreeMap<String, SiteCount> bySite = new TreeMap<>();
    sites.forEach((site, n) -> bySite.put(site, new SiteCount(n[0], n[1])));
    return new CompetingTable(cells, bySite);
  }
}
