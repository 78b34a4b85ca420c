package org.therafed.evidence.comparison;

/**
 * Weights of a person with propensity score e. Each answers another question: the effect in
 * everybody, in the treated, or in those who might have had either treatment.
 */
public enum WeightType {
  /** 1/e for the treated, 1/(1 − e) for the others: the average effect in everybody. */
  ATE("average effect in everybody", "Robins, Hernán & Brumback 2000, Epidemiology 11:550"),
  /** The same times the share of the person's own arm; steadier, and the same estimand. */
  ATE_STABILISED(
      "average effect in everybody, stabilised",
      "Robins, Hernán & Brumback 2000, Epidemiology 11:550"),
  /** 1 for the treated, e/(1 − e) for the others: the average effect in the treated. */
  ATT("average effect in the treated", "Hirano & Imbens 2001, Health Serv Outcomes Res 2:259"),
  /** 1 − e for the treated, e for the others: the effect where both treatments are in use. */
  OVERLAP("average effect in the overlap", "Li, Morgan & Zaslavsky 2018, JASA 113:390");

  private final String estimand;
  private final String source;

  WeightType(String estimand, String source) {
    this.estimand = estimand;
    this.source = source;
  }

  /** What is estimated, in words. */
  public String estimand() {
    return estimand;
  }

  /** The paper that defines it. */
  public String source() {
    return source;
  }

  /**
   * The weight.
   *
   * @param score the propensity score, between 0 and 1
   * @param treated the person's arm
   * @param treatedShare share of the treated among all, which only {@link #ATE_STABILISED} uses
   */
  public double weight(double score, boolean treated, double treatedShare) {
    return switch (this) {
      case ATE -> 1 / (treated ? score : 1 - score);
      case ATE_STABILISED -> treated ? treatedShare / score : (1 - treatedShare) / (1 - score);
      case ATT -> treated ? 1 : score / (1 - score);
      case OVERLAP -> treated ? 1 - score : score;
    };
  }

  /** How the weight changes with the log odds of the score. */
  double slope(double score, boolean treated, double treatedShare) {
    return switch (this) {
      case ATE -> treated ? -(1 - score) / score : score / (1 - score);
      case ATE_STABILISED ->
          treated ? -treatedShare * (1 - score) / score : (1 - treatedShare) * score / (1 - score);
      case ATT -> treated ? 0 : score / (1 - score);
      case OVERLAP -> (treated ? -1 : 1) * score * (1 - score);
    };
  }
}
