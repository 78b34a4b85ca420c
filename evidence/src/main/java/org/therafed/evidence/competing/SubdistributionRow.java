package org.therafed.evidence.competing;

import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/** One person with covariates, for Fine–Gray regression. Observed from the origin on. */
public final class SubdistributionRow {

  /** How a person's observation ended. */
  public enum Status {
    /** Alive and free of any event. */
    CENSORED,
    /** By the cause in question. */
    EVENT,
    /** By another cause, which prevents it. */
    COMPETING
  }

  private final String site;
  private final String stratum;
  private final double timeDays;
  private final Status status;
  private final double[] covariates;

  /**
   * Takes a person.
   *
   * @param site the site's label
   * @param stratum whose baseline and censoring the person shares: the site in a federation, one
   *     label for all in a pooled fit
   * @param timeDays days of the event or censoring, 0 or more
   * @param status how it ended
   * @param covariates one finite value per term, in the order of the terms; copied
   */
  public SubdistributionRow(
      String site, String stratum, double timeDays, Status status, double... covariates) {
    this.site = Sites.check(site);
    CompetingRow.label(stratum, "stratum");
    this.stratum = stratum;
    CompetingRow.checkTimes(0, timeDays);
    this.timeDays = timeDays;
    this.status = Objects.requireNonNull(status, "status");
    this.covariates = covariates.clone();
    for (double value : covariates) {
      if (!Double.isFinite(value)) {
        throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("a covariate of " + value);
      }
    }
  }

  /** The site's label. */
  public String site() {
    return site;
  }

  /** Whose baseline and censoring the person shares. */
  public String stratum() {
    return stratum;
  }

  /** Days of the event or censoring. */
  public double timeDays() {
    return timeDays;
  }

  /** How it ended. */
  public Status status() {
    return status;
  }

  /** How many covariates there are. */
  public int size() {
    return covariates.length;
  }

  /** Copies the covariates into an array from a place on. */
  void copyTo(double[] target, int from) {
    System.arraycopy(covariates, 0, target, from, covariates.length);
  }
}
