package org.therafed.evidence.pooling;

/** How the variance between sites, τ², is estimated. */
public enum Heterogeneity {
  /** None assumed: the fixed, or common, effect. */
  FE("fixed effect, inverse variance", "Woolf 1955, Ann Hum Genet 19:251"),
  /** Moments of Q; too short intervals with few sites. */
  DL("random effects, DerSimonian–Laird", "DerSimonian & Laird 1986, Control Clin Trials 7:177"),
  /** Restricted maximum likelihood, the default. */
  REML("random effects, REML", "Viechtbauer 2005, J Educ Behav Stat 30:261"),
  /** Maximum likelihood; biased down with few sites. */
  ML("random effects, maximum likelihood", "Viechtbauer 2005, J Educ Behav Stat 30:261"),
  /** Generalised Q set to its expectation. */
  PM("random effects, Paule–Mandel", "Paule & Mandel 1982, J Res Natl Bur Stand 87:377"),
  /** Unweighted moments, also known as Hedges and Cochran. */
  HE("random effects, Hedges", "Hedges & Olkin 1985, Statistical Methods for Meta-Analysis"),
  /** Weighted residuals about a crude start value. */
  SJ("random effects, Sidik–Jonkman", "Sidik & Jonkman 2005, Appl Stat 54:367");

  private final String label;
  private final String source;

  Heterogeneity(String label, String source) {
    this.label = label;
    this.source = source;
  }

  /** In words. */
  public String label() {
    return label;
  }

  /** The paper that defines it. */
  public String source() {
    return source;
  }
}
