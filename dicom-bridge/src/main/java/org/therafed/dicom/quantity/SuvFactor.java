package org.therafed.dicom.quantity;

import java.util.List;

/**
 * What a rescaled value is multiplied with: {@code SUV = factor * (stored * slope + intercept)},
 * slope and intercept of the value's own slice.
 *
 * @param type what it normalises by, and so the unit of the SUV
 * @param value {@link SuvType#unit} per unit of the image: g/Bq for BQML and BW, g/mL per count for
 *     CNTS, 1 for GML of the same type
 * @param basis how it was found
 * @param cautions what was assumed; none is an identifier or date
 */
public record SuvFactor(SuvType type, double value, Basis basis, List<SuvCaution> cautions)
    implements SuvResult {

  /** The way to the factor. */
  public enum Basis {
    /** BQML, image decayed to the start of the scan. */
    ACTIVITY_AT_SCAN,
    /** BQML, image decayed to the administration. */
    ACTIVITY_AT_ADMINISTRATION,
    /** Philips counts with its factor to SUV, (7053,xx00). */
    PHILIPS_SUV_FACTOR,
    /** Philips counts with its factor to activity, (7053,xx09), then as activity. */
    PHILIPS_ACTIVITY_FACTOR,
    /** The image holds SUV already (GML, CM2ML). */
    IMAGE_IS_SUV
  }

  public SuvFactor {
    cautions = List.copyOf(cautions);
  }

  /** The SUV of a rescaled value. */
  public double of(double rescaled) {
    return value * rescaled;
  }
}
