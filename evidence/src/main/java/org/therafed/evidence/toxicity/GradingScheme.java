package org.therafed.evidence.toxicity;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * What a grade means. Grades of different schemes or versions are not the same quantity and are
 * never counted together. A grade is a severity; whether an event was serious (death, hospital stay
 * and so on, ICH E2A) is recorded on its own.
 */
public enum GradingScheme {
  CTCAE_4_03("CTCAE v4.03 (NCI 2010)", ""),
  CTCAE_5("CTCAE v5.0 (NCI 2017)", ""),
  CTCAE_6("CTCAE v6.0 (NCI 2025)", ""),
  /** Cytokine release syndrome and neurotoxicity after immune effector cells: CRS and ICANS. */
  ASTCT_2019("ASTCT consensus (Lee et al. 2019, Biol Blood Marrow Transplant 25:625)", "CRS,ICANS");

  private final String source;
  // The only terms it grades, by comma; empty for any.
  private final String terms;

  GradingScheme(String source, String terms) {
    this.source = source;
    this.terms = terms;
  }

  /** The text that defines the grades. */
  public String source() {
    return source;
  }

  /**
   * The term itself, if it is one that this scheme grades.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if blank, or a term that only another
   *     scheme grades
   */
  String check(String term) {
    if (term == null || term.isBlank()) {
      throw EvidenceCode.TERM_MISSING.with("");
    }
    if (!terms.isEmpty() && !java.util.List.of(terms.split(",", -1)).contains(term)) {
      throw EvidenceCode.GRADING_MIXED.with("another scheme than " + this);
    }
    return term;
  }
}
