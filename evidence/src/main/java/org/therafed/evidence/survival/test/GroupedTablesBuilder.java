package org.therafed.evidence.survival.test;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.EventTableBuilder;

/** Rows into {@link GroupedTables}. One thread at a time. */
public final class GroupedTablesBuilder implements Accumulator<GroupedRow, GroupedTables> {
  private final Map<String, Map<String, EventTableBuilder>> builders = new HashMap<>();

  @Override
  public void add(GroupedRow row) {
    of(row.stratum(), row.group()).add(row.row());
  }

  /** The builder of one stratum and group, for rows without an object for each. */
  public EventTableBuilder of(String stratum, String group) {
    return builders
        .computeIfAbsent(stratum, s -> new HashMap<>())
        .computeIfAbsent(group, g -> new EventTableBuilder());
  }

  @Override
  public GroupedTables partial() {
    TreeMap<String, TreeMap<String, EventTable>> tables = new TreeMap<>();
    builders.forEach(
        (stratum, groups) -> {
          TreeMap<String, EventTable> into = new TreeMap<>();
          groups.forEach((group, builder) -> into.put(group, builder.partial()));
          tables.put(stratum, into);
        });
    return new GroupedTables(tables);
  }
}
