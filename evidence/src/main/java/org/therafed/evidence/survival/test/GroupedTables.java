package org.therafed.evidence.survival.test;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.survival.EventTable;

/**
 * An event table for each stratum and group: the sufficient statistic of curves by group and of
 * their log-rank tests. Merges exactly.
 */
@PartialFormat(kind = "grouped-event-tables", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class GroupedTables implements Partial<GroupedTables> {
  private static final GroupedTables EMPTY = new GroupedTables(Map.of());

  private final SortedMap<String, SortedMap<String, EventTable>> tables;

  /**
   * Tables made elsewhere, by stratum and group.
   *
   * @param tables stratum, empty if there are none, to group to table
   */
  @JsonCreator
  public GroupedTables(
      @JsonProperty("tables") Map<String, ? extends Map<String, EventTable>> tables) {
    TreeMap<String, SortedMap<String, EventTable>> copy = new TreeMap<>();
    tables.forEach(
        (stratum, groups) -> {
          groups.forEach(
              (group, table) -> {
                if (group.isBlank()) {
                  throw EvidenceCode.GROUP_UNLABELLED.with("");
                }
                if (table == null) {
                  throw EvidenceCode.PARTIAL_UNREADABLE.with("a group without a table");
                }
              });
          copy.put(stratum, Collections.unmodifiableSortedMap(new TreeMap<>(groups)));
        });
    this.tables = Collections.unmodifiableSortedMap(copy);
  }

  /** The tables of no rows. */
  public static GroupedTables empty() {
    return EMPTY;
  }

  /** Stratum to group to table, sorted. */
  public SortedMap<String, SortedMap<String, EventTable>> tables() {
    return tables;
  }

  /** Labels of all groups, sorted. */
  public SortedSet<String> groups() {
    TreeSet<String> groups = new TreeSet<>();
    tables.values().forEach(t -> groups.addAll(t.keySet()));
    return groups;
  }

  /** One group's table over all strata: what its Kaplan–Meier curve is made of. */
  public EventTable group(String group) {
    EventTable all = EventTable.empty();
    for (SortedMap<String, EventTable> stratum : tables.values()) {
      all = all.merge(stratum.getOrDefault(group, EventTable.empty()));
    }
    return all;
  }

  @Override
  public GroupedTables merge(GroupedTables other) {
    TreeMap<String, SortedMap<String, EventTable>> merged = new TreeMap<>();
    for (GroupedTables one : new GroupedTables[] {this, other}) {
      one.tables.forEach(
          (stratum, groups) -> {
            SortedMap<String, EventTable> into =
                merged.computeIfAbsent(stratum, s -> new TreeMap<>());
            groups.forEach((group, table) -> into.merge(group, table, EventTable::merge));
          });
    }
    return new GroupedTables(merged);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupedTables o && tables.equals(o.tables);
  }

  @Override
  public int hashCode() {
    return tables.hashCode();
  }

  @Override
  public String toString() {
    return "GroupedTables[" + tables.size() + " strata]";
  }
}
