package org.therafed.dicom.quantity;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the normalisations of SUV need to know of a patient.
 *
 * @param weightKg Patient's Weight (0010,1030), kg
 * @param heightM Patient's Size (0010,1020), m
 * @param sex Patient's Sex (0010,0040), {@code M} or {@code F}; others read as absent
 */
record BodySize(OptionalDouble weightKg, OptionalDouble heightM, Optional<String> sex) {
  private static final double GRAMS = 1000;
  private static final double CM2_PER_M2 = 10_000;
  private static final double CM_PER_M = 100;

  /** From a newborn to the heaviest people known (our choice): catches grams and pounds' typos. */
  private static final double LEAST_KG = 0.3;

  private static final double MOST_KG = 650;

  /** Catches centimetres, millimetres and feet written as metres. */
  private static final double LEAST_M = 0.2;

  private static final double MOST_M = 2.8;

  /**
   * The numerator of the SUV: g, or cm2 for {@link SuvType#BSA}.
   *
   * <p>Formulas as in PS3.16 Annex D with the codes of {@link SuvType}, W in kg, H in cm:
   *
   * <ul>
   *   <li>LBM (James 1976 as reprinted by Morgan and Bray 1994): men 1.10 W - 120 (W/H)^2, women
   *       1.07 W - 148 (W/H)^2; James128 with 128 for men
   *   <li>LBM (Janmahasatian 2005): men 9270 W / (6680 + 216 BMI), women 9270 W / (8780 + 244 BMI)
   *   <li>BSA (Du Bois 1916): 0.007184 W^0.425 H^0.725 m2
   *   <li>IBW (Sugawara 1999): men 48.0 + 1.06 (H - 152), women 45.5 + 0.91 (H - 152)
   * </ul>
   */
  double numerator(SuvType type) {
    double size =
        switch (type) {
          case BW -> weight() * GRAMS;
          case LBM -> james(120) * GRAMS;
          case LBM_JAMES128 -> james(128) * GRAMS;
          case LBM_JANMA -> janmahasatian() * GRAMS;
          case BSA ->
              0.007184 * Math.pow(weight(), 0.425) * Math.pow(heightCm(), 0.725) * CM2_PER_M2;
          case IBW -> ideal() * GRAMS;
        };
    if (!(size > 0)) {
      throw SuvRefusal.BODY_SIZE_IMPLAUSIBLE.because(
          "the formula of " + type.display() + " gives no positive mass for this weight and size");
    }
    return size;
  }

  private double james(double men) {
    double ratio = weight() / heightCm();
    return male() ? 1.10 * weight() - men * ratio * ratio : 1.07 * weight() - 148 * ratio * ratio;
  }

  private double janmahasatian() {
    double bmi = weight() / (height() * height());
    return male() ? 9270 * weight() / (6680 + 216 * bmi) : 9270 * weight() / (8780 + 244 * bmi);
  }

  private double ideal() {
    return male() ? 48.0 + 1.06 * (heightCm() - 152) : 45.5 + 0.91 * (heightCm() - 152);
  }

  private double weight() {
    double weight =
        weightKg.orElseThrow(
            () ->
                SuvRefusal.NO_WEIGHT.because(
                    "Patient's Weight (0010,1030) is absent; add it at the scanner or choose"
                        + " not to remove it on de-identification"));
    if (!(weight >= LEAST_KG && weight <= MOST_KG)) {
      throw SuvRefusal.BODY_SIZE_IMPLAUSIBLE.because(
          "Patient's Weight (0010,1030) outside " + LEAST_KG + " to " + MOST_KG + " kg");
    }
    return weight;
  }

  private double height() {
    double height =
        heightM.orElseThrow(
            () -> SuvRefusal.NO_HEIGHT.because("Patient's Size (0010,1020) is absent"));
    if (!(height >= LEAST_M && height <= MOST_M)) {
      throw SuvRefusal.BODY_SIZE_IMPLAUSIBLE.because(
          "Patient's Size (0010,1020) outside " + LEAST_M + " to " + MOST_M + " m");
    }
    return height;
  }

  private double heightCm() {
    return height() * CM_PER_M;
  }

  private boolean male() {
    return sex.filter(s -> s.equals("M") || s.equals("F"))
        .orElseThrow(
            () -> SuvRefusal.NO_SEX.because("Patient's Sex (0010,0040) is neither M nor F"))
        .equals("M");
  }
}
