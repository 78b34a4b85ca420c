package org.therafed.evidence.cost.censored;

/** The estimators of mean cost to the horizon under censoring. */
public enum CostMethod {
  /** Lin 1997, by interval: Σ S(aₖ) · mean cost in interval k among those followed to its start. */
  LIN_INTERVAL("Lin by interval"),

  /**
   * Lin 1997, by total: Σ Aₖ · (S(aₖ) − S(aₖ₊₁)), Aₖ the mean total of those who died in interval
   * k, plus S(L) times that of survivors. Total costs only, no cost histories of the censored.
   */
  LIN_TOTAL("Lin by total"),

  /** Bang–Tsiatis 2000, simple: Σ cost / G(T−) / n over completed cases. */
  BANG_TSIATIS_SIMPLE("Bang–Tsiatis simple"),

  /** Bang–Tsiatis 2000, partitioned: the simple one per interval, cases complete at its end. */
  BANG_TSIATIS_PARTITIONED("Bang–Tsiatis partitioned");

  private final String title;

  CostMethod(String title) {
    this.title = title;
  }

  /** As printed. */
  public String title() {
    return title;
  }
}
