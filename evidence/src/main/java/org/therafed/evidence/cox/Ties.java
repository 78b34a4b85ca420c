package org.therafed.evidence.cox;

import java.util.Locale;

/** How events at one time enter the partial likelihood. */
public enum Ties {
  /** Efron 1977, J Am Stat Assoc 72:557: the tied leave the risk set by average shares. */
  EFRON,
  /** Breslow 1974, Biometrics 30:89: every tied event sees the whole risk set. */
  BRESLOW,
  /**
   * Cox 1972, J R Stat Soc B 34:187: time is discrete, the tied are one draw among all draws of
   * their number. Costs the risk set times the number tied at each time; no weights, no robust
   * variance, no proportional-hazards test.
   */
  EXACT;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
