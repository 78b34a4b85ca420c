package org.therafed.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.record.Expected;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.record.SourceRecord;

/** What became of the records of each site, as the gateways count it. */
public final class CountTable {
  private final Map<String, Counts> counts;

  /**
   * A table.
   *
   * @param counts by site
   */
  public CountTable(Map<String, Counts> counts) {
    this.counts = new LinkedHashMap<>(counts);
  }

  /** The table, with a line of reasons for each site. */
  public List<String> lines() {
    TextTable table =
        new TextTable()
            .row("site", "received", "= stored", "+ queued", "+ held", "+ refused", "+ superseded");
    counts.forEach((site, count) -> row(table, site, count));
    Counts sum = counts.values().stream().reduce(Counts.NONE, Counts::plus);
    row(table, "all", sum);
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("  reasons: " + reasons(sum));
    return lines;
  }

  private static void row(TextTable table, String site, Counts count) {
    table.row(
        site,
        Long.toString(count.received()),
        Long.toString(count.sent()),
        Long.toString(count.queued()),
        Long.toString(count.held()),
        Long.toString(count.refused()),
        Long.toString(count.superseded()));
  }

  private static String reasons(Counts count) {
    List<String> texts = new ArrayList<>();
    count.reasons().forEach((code, n) -> texts.add(code + " × " + n));
    return texts.isEmpty() ? "none" : String.join(", ", texts);
  }

  /** Where the counts do not add up or are not those that the records must give. */
  public static List<String> differences(SiteRecords records, Counts counts) {
    String site = records.hospital().id();
    List<String> differences = new ArrayList<>();
    if (!counts.addUp()) {
      differences.add(site + ": received is not the sum of the outcomes: " + counts);
    }
    Counts expected = expected(records);
    if (!counts.equals(expected)) {
      differences.add(site + ": counted " + counts + "; expected " + expected);
    }
    return differences;
  }

  /** The counts that a gateway must show in the end. */
  public static Counts expected(SiteRecords records) {
    Map<Expected.State, Long> states = new TreeMap<>();
    Map<String, Long> reasons = new TreeMap<>();
    long received = 0;
    for (SourceRecord record : records.records().toList()) {
      received++;
      states.merge(record.expected().state(), 1L, Long::sum);
      record.expected().reason().ifPresent(code -> reasons.merge(code, 1L, Long::sum));
    }
    return new Counts(
        received,
        states.getOrDefault(Expected.State.SENT, 0L),
        0,
        states.getOrDefault(Expected.State.HELD, 0L),
        states.getOrDefault(Expected.State.REFUSED, 0L),
        states.getOrDefault(Expected.State.SUPERSEDED, 0L),
        reasons);
  }
}
