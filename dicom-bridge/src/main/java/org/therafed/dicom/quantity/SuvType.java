package org.therafed.dicom.quantity;

import java.util.Optional;

/**
 * By what an uptake is normalised: PS3.16 CID 85, codes and formulas of Annex D (DCM 126401 to
 * 126406).
 */
public enum SuvType {
  /** Body weight. */
  BW("126401", "SUVbw", "g/mL", "BW"),
  /** Lean body mass by James, 120 for men, as in most of the literature. */
  LBM("126402", "SUVlbm", "g/mL", "LBM"),
  /** Lean body mass by James, 128 for men, as first published. */
  LBM_JAMES128("126406", "SUVlbm(James128)", "g/mL", "LBMJAMES128"),
  /** Lean body mass by Janmahasatian. */
  LBM_JANMA("126405", "SUVlbm(Janma)", "g/mL", "LBMJANMA"),
  /** Body surface area by Du Bois. */
  BSA("126403", "SUVbsa", "cm2/mL", "BSA"),
  /** Ideal body weight by height and sex. */
  IBW("126404", "SUVibw", "g/mL", "IBW");

  private final String code;
  private final String display;
  private final String unit;
  private final String term;

  SuvType(String code, String display, String unit, String term) {
    this.code = code;
    this.display = display;
    this.unit = unit;
    this.term = term;
  }

  /** The type of a defined term of SUV Type (0054,1006); empty where unknown. */
  static Optional<SuvType> ofTerm(String term) {
    for (SuvType type : values()) {
      if (type.term.equals(term)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Code of scheme DCM. */
  public String code() {
    return code;
  }

  /** Meaning of the code. */
  public String display() {
    return display;
  }

  /** UCUM unit of a value. */
  public String unit() {
    return unit;
  }
}
