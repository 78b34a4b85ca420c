package org.therafed.dicom.dose;

import java.util.List;
import java.util.Map;

/**
 * Mean absorbed dose to an organ or lesion.
 *
 * @param target organ or lesion
 * @param gray the dose, Gy; its interval is that of the time-integrated activities, S-values taken
 *     as exact
 * @param partsGray dose by source
 * @param phantom model of the body that the S-values are of
 * @param massScaled whether the self-dose was scaled to the patient's mass
 * @param references where the S-values were published
 */
public record AbsorbedDose(
    String target,
    Estimate gray,
    Map<String, Double> partsGray,
    String nuclide,
    String phantom,
    boolean massScaled,
    List<String> references) {
  private static final double LN2 = Math.log(2);

  public AbsorbedDose {
    partsGray = Map.copyOf(partsGray);
    references = List.copyOf(references);
  }

  /** Dose per administered activity, Gy/GBq. */
  public double perGigabecquerel(double administeredGbq) {
    if (!(administeredGbq > 0)) {
      throw new IllegalArgumentException("An administered activity above zero needed");
    }
    return gray.value() / administeredGbq;
  }

  /**
   * Biologically effective dose of an exponentially decreasing dose rate, {@code D + D^2 / (alpha /
   * beta) * Trep / (Trep + Teff)} (Dale 1985; Barone et al. 2005), Gy.
   *
   * @param alphaBetaGray of the tissue, from the site
   * @param repairHalfLifeHours of sublethal damage, from the site
   * @param effectiveHalfLifeHours of the dose rate
   */
  public double biologicallyEffectiveDose(
      double alphaBetaGray, double repairHalfLifeHours, double effectiveHalfLifeHours) {
    if (!(alphaBetaGray > 0) || !(repairHalfLifeHours > 0) || !(effectiveHalfLifeHours > 0)) {
      throw new IllegalArgumentException("alpha/beta and half-lives above zero needed");
    }
    double dose = gray.value();
    double repair = LN2 / repairHalfLifeHours;
    double clearance = LN2 / effectiveHalfLifeHours;
    return dose + dose * dose / alphaBetaGray * clearance / (repair + clearance);
  }
}
