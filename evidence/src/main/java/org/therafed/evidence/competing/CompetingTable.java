package org.therafed.evidence.competing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.survival.EventTable.SiteCount;

/**
 * The sufficient statistic of cumulative incidence and Gray's test: how many ended at each time by
 * each cause, by group and stratum, with the time they entered. Exact integers, so merging is
 * exact. Persons and events (of any cause) are also kept by site.
 *
 * <p>Its size is the number of distinct (time, entry, cause), which without late entries is that of
 * an event table.
 */
@PartialFormat(kind = "competing-table", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class CompetingTable implements Partial<CompetingTable> {
  private static final CompetingTable EMPTY = new CompetingTable(new TreeMap<>(), new TreeMap<>());

  private final SortedMap<String, SortedMap<String, ExitCells>> cells;
  private final SortedMap<String, SiteCount> bySite;

  @JsonCreator
  CompetingTable(
      @JsonProperty("cells") Map<String, ? extends Map<String, ExitCells>> cells,
      @JsonProperty("bySite") Map<String, SiteCount> bySite) {
    TreeMap<String, SortedMap<String, ExitCells>> copy = new TreeMap<>();
    cells.forEach(
        (group, strata) -> {
          CompetingRow.label(group, "group");
          strata.keySet().forEach(stratum -> CompetingRow.label(stratum, "stratum"));
          copy.put(group, Collections.unmodifiableSortedMap(new TreeMap<>(strata)));
        });
    this.cells = Collections.unmodifiableSortedMap(copy);
    this.bySite = Sites.copy(bySite);
    check();
  }

  private void check() {
    long persons = 0;
    long events = 0;
    for (Map<String, ExitCells> strata : cells.values()) {
      for (ExitCells each : strata.values()) {
        if (each.smallestCause() < 0) {
          throw EvidenceCode.CAUSE_UNKNOWN.with(each.smallestCause());
        }
        persons += each.persons();
        events += each.persons() - each.eventsOf(0);
      }
    }
    SiteCount.check(bySite, persons, events);
  }

  /** The table of no rows. */
  public static CompetingTable empty() {
    return EMPTY;
  }

  /** Cells by group, then stratum. */
  SortedMap<String, SortedMap<String, ExitCells>> cells() {
    return cells;
  }

  /** Persons and events of any cause by site label. */
  public SortedMap<String, SiteCount> bySite() {
    return bySite;
  }

  /** Persons at all sites. */
  public long n() {
    return bySite.values().stream().mapToLong(SiteCount::n).sum();
  }

  /** Events of any cause at all sites. */
  public long events() {
    return bySite.values().stream().mapToLong(SiteCount::events).sum();
  }

  @Override
  public CompetingTable merge(CompetingTable other) {
    TreeMap<String, SortedMap<String, ExitCells>> merged = new TreeMap<>(cells);
    other.cells.forEach(
        (group, strata) ->
            merged.merge(group, strata, (a, b) -> Sites.merge(a, b, ExitCells::merge)));
    return new CompetingTable(
        merged,
        Sites.merge(
            bySite, other.bySite, (a, b) -> new SiteCount(a.n() + b.n(), a.events() + b.events())));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompetingTable o && cells.equals(o.cells) && bySite.equals(o.bySite);
  }

  @Override
  public int hashCode() {
    return 31 * cells.hashCode() + bySite.hashCode();
  }

  @Override
  public String toString() {
    return "CompetingTable[" + cells.size() + " groups, " + n() + " persons]";
  }
}
