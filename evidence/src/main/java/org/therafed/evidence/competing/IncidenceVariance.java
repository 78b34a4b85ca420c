package org.therafed.evidence.competing;

/**
 * How the variance of a cumulative incidence is estimated. With p = d/n the hazard of a cause at a
 * time, S− event-free probability just before it, S just after, and r = (F(t) − F(u))/S(u) the
 * incidence still to come, the estimate moves by S−(1 − r) per unit of its own cause's hazard and
 * by −S− r per unit of the others'.
 */
public enum IncidenceVariance {
  /**
   * The product's default. The two hazards as independent, each with variance d/n²·(1 −
   * (d−1)/(n−1)) (Aalen 1978, Ann Stat 6:534, with a finite-population factor at ties, as Gray's
   * software has it).
   */
  AALEN("Aalen's variance"),
  /**
   * The two hazards as multinomial: variances p(1−p)/n, covariance −p₁p₂/n (Andersen, Borgan, Gill
   * &amp; Keiding 1993, Statistical Models Based on Counting Processes, IV.4).
   */
  GREENWOOD("Greenwood-type variance"),
  /**
   * The sum over persons of their squared influence (Jaeckel 1972; Therneau &amp; Grambsch 2000).
   * Equal to Greenwood's where nobody enters late.
   */
  INFINITESIMAL_JACKKNIFE("infinitesimal jackknife");

  private final String label;

  IncidenceVariance(String label) {
    this.label = label;
  }

  /** As a method's name says it. */
  String label() {
    return label;
  }
}
