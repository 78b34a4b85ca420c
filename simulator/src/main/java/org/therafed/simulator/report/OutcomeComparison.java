package org.therafed.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.therafed.simulator.channel.ArrivalView;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.record.SourceRecord;

/**
 * Compares, record for record, what became of a site's records with what had to. A site sends one
 * record after the other, so the n-th arrival at its gateway is the n-th record sent; way in and
 * kind are compared too, so that a record lost or doubled shows at once.
 */
public final class OutcomeComparison {
  private static final int MOST_SHOWN = 12;

  private OutcomeComparison() {}

  /**
   * The differences, for people; empty where every record became what it had to.
   *
   * @param arrivals in order of arrival
   */
  public static List<String> differences(SiteRecords records, List<ArrivalView> arrivals) {
    String site = records.hospital().id();
    List<SourceRecord> sent = records.records().toList();
    List<String> differences = new ArrayList<>();
    if (sent.size() != arrivals.size()) {
      differences.add(
          site + ": " + sent.size() + " records were sent, " + arrivals.size() + " arrived");
    }
    int unlike = 0;
    for (int i = 0; i < Math.min(sent.size(), arrivals.size()); i++) {
      if (!agrees(sent.get(i), arrivals.get(i))) {
        unlike++;
        if (unlike <= MOST_SHOWN) {
          differences.add(site + ": " + text(i, sent.get(i), arrivals.get(i)));
        }
      }
    }
    if (unlike > MOST_SHOWN) {
      differences.add(site + ": and " + (unlike - MOST_SHOWN) + " more records");
    }
    return differences;
  }

  private static boolean agrees(SourceRecord sent, ArrivalView arrival) {
    return source(sent.channel()).equals(arrival.source())
        && sent.kind().equals(arrival.kind())
        && sent.expected().state().code().equals(arrival.outcome())
        && sent.expected().reason().equals(arrival.code());
  }

  private static String source(SourceRecord.Channel channel) {
    return switch (channel) {
      case CSV -> "table";
      case FHIR -> "fhir";
      case DICOM -> "dimse";
    };
  }

  private static String text(int index, SourceRecord sent, ArrivalView arrival) {
    String why = sent.expected().why();
    return String.format(
        Locale.ROOT,
        "record %d (%s %s%s) had to be %s %s and is %s %s (arrival %d, %s %s)",
        index + 1,
        sent.channel(),
        sent.kind(),
        why.isEmpty() ? "" : ", " + why,
        sent.expected().state().code(),
        sent.expected().reason().orElse(""),
        arrival.outcome(),
        arrival.code().orElse(""),
        arrival.sequence(),
        arrival.source(),
        arrival.kind());
  }
}
