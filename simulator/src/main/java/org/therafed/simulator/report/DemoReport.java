package org.therafed.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.therafed.simulator.channel.ArrivalView;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.federation.Federation;
import org.therafed.simulator.federation.RunningGateway;
import org.therafed.simulator.model.Truth;
import org.therafed.simulator.record.FederationRecords;
import org.therafed.simulator.record.SiteRecords;

/**
 * What a run showed.
 *
 * @param evidence table of the evidence beside the truth
 * @param counts table of the outcomes
 * @param differences everything that is not as it must be; empty when all is well
 */
public record DemoReport(List<String> evidence, List<String> counts, List<String> differences) {
  public DemoReport {
    evidence = List.copyOf(evidence);
    counts = List.copyOf(counts);
    differences = List.copyOf(differences);
  }

  /**
   * Asks a federation to which everything has been delivered.
   *
   * @param counts final counts by site
   * @param surprises answers at the door that should not have been, by site
   */
  public static DemoReport of(
      Federation federation,
      FederationRecords records,
      Map<String, Counts> counts,
      Map<String, List<String>> surprises) {
    EvidenceTable evidence =
        new EvidenceTable(new EvidenceReader(federation.registry()).read(Truth.all()));
    List<String> differences = new ArrayList<>();
    surprises.forEach((site, texts) -> texts.forEach(text -> differences.add(site + ": " + text)));
    for (SiteRecords site : records.sites()) {
      String id = site.hospital().id();
      differences.addAll(CountTable.differences(site, counts.get(id)));
      List<ArrivalView> arrivals = gateway(federation, id).client().arrivalsAfter(0);
      differences.addAll(OutcomeComparison.differences(site, arrivals));
      differences.addAll(
          RegistryComparison.differences(
              id,
              arrivals,
              SentRecords.byType(site, arrivals),
              federation.registry().holdings(id)));
    }
    boolean large = records.cohort().patients().size() >= Cohort.DEFAULT_SIZE;
    differences.addAll(evidence.differences(large));
    return new DemoReport(evidence.lines(), new CountTable(counts).lines(), differences);
  }

  private static RunningGateway gateway(Federation federation, String site) {
    return federation.gateways().stream()
        .filter(gateway -> gateway.hospital().id().equals(site))
        .findFirst()
        .orElseThrow();
  }

  /** Whether everything is as it must be. */
  public boolean allWell() {
    return differences.isEmpty();
  }
}
