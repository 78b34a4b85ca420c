package org.therafed.simulator.record;

import java.util.List;
import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.cohort.Hospital;

/**
 * What all hospitals of a federation send.
 *
 * @param cohort the people behind the records
 */
public record FederationRecords(Cohort cohort, List<SiteRecords> sites) {
  public FederationRecords {
    sites = List.copyOf(sites);
  }

  /** The records of a cohort. The same cohort gives the same bytes. */
  public static FederationRecords of(Cohort cohort) {
    return new FederationRecords(
        cohort,
        Hospital.FEDERATION.stream().map(hospital -> SiteScript.write(cohort, hospital)).toList());
  }

  /** Number of records. */
  public long count() {
    return sites.stream().flatMap(SiteRecords::records).count();
  }
}
