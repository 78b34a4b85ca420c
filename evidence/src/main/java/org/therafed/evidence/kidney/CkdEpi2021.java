package org.therafed.evidence.kidney;

import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * Estimated glomerular filtration rate, mL/min/1.73 m², from serum creatinine, age and sex, without
 * race: 142 · min(c/κ, 1)^α · max(c/κ, 1)^−1.200 · 0.9938^age · 1.012 if female, with κ 0.7 and α
 * −0.241 for women, κ 0.9 and α −0.302 for men, c in mg/dL.
 *
 * <p>For adults with creatinine traceable to isotope-dilution mass spectrometry and in a steady
 * state; it misleads in acute kidney injury, pregnancy, amputation or unusual muscle mass. Results
 * are unrounded.
 *
 * @see <a href="https://doi.org/10.1056/NEJMoa2102953">Inker et al. 2021, N Engl J Med 385:1737</a>
 */
public final class CkdEpi2021 {
  /** µmol/L of creatinine in 1 mg/dL, as KDIGO 2012 gives it. */
  public static final double UMOL_PER_L_PER_MG_PER_DL = 88.4;

  private static final double LEAST_MG_PER_DL = 0.05;
  private static final double MOST_MG_PER_DL = 50;

  private CkdEpi2021() {}

  /**
   * From creatinine in mg/dL.
   *
   * @param creatinine 0.05 to 50 mg/dL; a larger value is most likely µmol/L
   * @param ageYears 18 to 120
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-KIDNEY-001} beyond these bounds
   */
  public static double fromMgPerDl(double creatinine, double ageYears, Sex sex) {
    Objects.requireNonNull(sex, "sex");
    if (!(creatinine >= LEAST_MG_PER_DL && creatinine <= MOST_MG_PER_DL)) {
      throw EvidenceCode.KIDNEY_INPUT.with(creatinine + " mg/dL");
    }
    return egfr(creatinine, ageYears, sex);
  }

  /**
   * From creatinine in µmol/L.
   *
   * @param creatinine 4.42 to 4420 µmol/L. A value in mg/dL below 4.42 is refused; a higher one
   *     cannot be told from a very low value in µmol/L, so that the caller must know the unit
   * @param ageYears 18 to 120
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-KIDNEY-001} beyond these bounds
   */
  public static double fromMicromolPerL(double creatinine, double ageYears, Sex sex) {
    Objects.requireNonNull(sex, "sex");
    double mgPerDl = creatinine / UMOL_PER_L_PER_MG_PER_DL;
    if (!(creatinine >= LEAST_MG_PER_DL * UMOL_PER_L_PER_MG_PER_DL
        && creatinine <= MOST_MG_PER_DL * UMOL_PER_L_PER_MG_PER_DL)) {
      throw EvidenceCode.KIDNEY_INPUT.with(creatinine + " µmol/L");
    }
    return egfr(mgPerDl, ageYears, sex);
  }

  private static double egfr(double mgPerDl, double ageYears, Sex sex) {
    if (!(ageYears >= 18 && ageYears <= 120)) {
      throw EvidenceCode.KIDNEY_INPUT.with(ageYears + " years");
    }
    boolean female = sex == Sex.FEMALE;
    double relative = mgPerDl / (female ? 0.7 : 0.9);
    return 142
        * Math.pow(Math.min(relative, 1), female ? -0.241 : -0.302)
        * Math.pow(Math.max(relative, 1), -1.2)
        * Math.pow(0.9938, ageYears)
        * (female ? 1.012 : 1);
  }
}
