package org.therafed.evidence.access;

import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One dose of a radioactive product, from its calibration to its administration.
 *
 * @param site the site's label
 * @param halfLifeDays physical half-life, above 0, such as 6.647 for Lu-177
 * @param calibratedMBq activity at calibration
 * @param elapsedDays days from calibration to administration; negative if it was calibrated for a
 *     later time
 * @param administeredMBq activity that reached the person; empty if not measured
 */
public record ActivityRow(
    String site,
    double halfLifeDays,
    double calibratedMBq,
    double elapsedDays,
    OptionalDouble administeredMBq) {
  public ActivityRow {
    Sites.check(site);
    if (!Double.isFinite(elapsedDays)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(elapsedDays);
    }
    if (!(halfLifeDays > 0 && Double.isFinite(halfLifeDays))) {
      throw EvidenceCode.DOSE_IMPOSSIBLE.with("half-life " + halfLifeDays + " days");
    }
    if (!(calibratedMBq > 0 && Double.isFinite(calibratedMBq))) {
      throw EvidenceCode.DOSE_IMPOSSIBLE.with(calibratedMBq + " MBq");
    }
    if (administeredMBq.isPresent()
        && !(administeredMBq.getAsDouble() >= 0
            && Double.isFinite(administeredMBq.getAsDouble()))) {
      throw EvidenceCode.DOSE_IMPOSSIBLE.with(administeredMBq.getAsDouble() + " MBq");
    }
    if (!Double.isFinite(calibratedMBq * decay(halfLifeDays, elapsedDays))) {
      throw EvidenceCode.DOSE_IMPOSSIBLE.with(elapsedDays + " days from calibration");
    }
  }

  /** Activity left at administration: A · 2^(−t/T½). */
  public double remainingMBq() {
    return calibratedMBq * decay(halfLifeDays, elapsedDays);
  }

  private static double decay(double halfLife, double elapsed) {
    return Math.exp(-Math.log(2) * elapsed / halfLife);
  }
}
