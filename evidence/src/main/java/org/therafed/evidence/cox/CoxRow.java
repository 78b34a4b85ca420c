package org.therafed.evidence.cox;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * One interval at risk (entry, time] of one person, in days, with the covariates that held then. A
 * person whose covariates change has several rows, told apart by time and held together by the
 * cluster. Immutable.
 */
public final class CoxRow {
  private final String site;
  private final double entryDays;
  private final double timeDays;
  private final boolean event;
  private final double[] covariates;
  private final String stratum;
  private final String cluster;
  private final double weight;
  private final double offset;

  /**
   * The row.
   *
   * @param site the site's label
   * @param entryDays days at which observation began, 0 or more; 0 includes an event on day 0
   * @param timeDays days at which it ended, after the entry (or 0 with entry 0)
   * @param event whether it ended with the event; otherwise it was censored
   * @param covariates one finite number per term, copied
   * @param stratum label of the baseline hazard this row belongs to; the same for all rows without
   *     strata
   * @param cluster label of the rows that are not independent of each other, the same at every
   *     site; empty if the row stands for itself
   * @param weight finite, 0 or more; a row of weight 0 is left out
   * @param offset known part of the log hazard
   * @throws org.therafed.evidence.partial.EvidenceFault for a value that cannot be
   */
  public CoxRow(
      String site,
      double entryDays,
      double timeDays,
      boolean event,
      double[] covariates,
      String stratum,
      String cluster,
      double weight,
      double offset) {
    Sites.check(site);
    PersonTime.checkStretch(entryDays, timeDays);
    for (double covariate : covariates) {
      if (!Double.isFinite(covariate)) {
        throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(covariate);
      }
    }
    if (!Double.isFinite(offset)) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(offset);
    }
    if (!(weight >= 0) || !Double.isFinite(weight)) {
      throw EvidenceCode.WEIGHT_IMPOSSIBLE.with(weight);
    }
    if (stratum == null || cluster == null) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("no stratum or cluster label");
    }

    this.site = site;
    this.entryDays = entryDays;
    this.timeDays = timeDays;
    this.event = event;
    this.covariates = covariates.clone();
    this.stratum = stratum;
    this.cluster = cluster;
    this.weight = weight;
    this.offset = offset;
  }

  /** The site's label. */
  public String site() {
    return site;
  }

  /** Days at which observation began. */
  public double entryDays() {
    return entryDays;
  }

  /** Days at which it ended. */
  public double timeDays() {
    return timeDays;
  }

  /** Whether it ended with the event. */
  public boolean event() {
    return event;
  }

  /** How many covariates it has. */
  public int width() {
    return covariates.length;
  }

  /** The stratum's label. */
  public String stratum() {
    return stratum;
  }

  /** The cluster's label; empty if the row stands for itself. */
  public String cluster() {
    return cluster;
  }

  /** Its weight. */
  public double weight() {
    return weight;
  }

  /** The known part of its log hazard. */
  public double offset() {
    return offset;
  }

  void copyCovariates(double[] to, int at) {
    System.arraycopy(covariates, 0, to, at, covariates.length);
  }

  /** A row observed from day 0, without strata, clusters, weight and offset. */
  public static CoxRow of(String site, double timeDays, boolean event, double... covariates) {
    return new CoxRow(site, 0, timeDays, event, covariates, "", "", 1, 0);
  }

  /** The same row, at risk only after a later entry. */
  public CoxRow from(double entry) {
    return new CoxRow(site, entry, timeDays, event, covariates, stratum, cluster, weight, offset);
  }

  /** The same row in a stratum. */
  public CoxRow inStratum(String label) {
    return new CoxRow(site, entryDays, timeDays, event, covariates, label, cluster, weight, offset);
  }

  /** The same row in a cluster. */
  public CoxRow inCluster(String label) {
    return new CoxRow(site, entryDays, timeDays, event, covariates, stratum, label, weight, offset);
  }

  /** The same row with a weight. */
  public CoxRow weighing(double newWeight) {
    return new CoxRow(
        site, entryDays, timeDays, event, covariates, stratum, cluster, newWeight, offset);
  }

  /** The same row with a known part of its log hazard. */
  public CoxRow withOffset(double newOffset) {
    return new CoxRow(
        site, entryDays, timeDays, event, covariates, stratum, cluster, weight, newOffset);
  }
}
