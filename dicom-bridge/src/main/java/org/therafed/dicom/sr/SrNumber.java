package org.therafed.dicom.sr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A number with its unit.
 *
 * @param value finite
 * @param text the decimal text, digits as written
 * @param unit UCUM code as written
 */
public record SrNumber(double value, String text, String unit) {

  /** A number to be written: at most 16 characters, the limit of VR DS. */
  public static SrNumber of(double value, String unit) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A finite number needed, not " + value);
    }
    String text = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    for (int digits = 15; text.length() > 16 && digits > 0; digits--) {
      text = new BigDecimal(value, new MathContext(digits)).stripTrailingZeros().toString();
    }
    return new SrNumber(Double.parseDouble(text), text, unit);
  }

  ItemValue.Numeric item() {
    return new ItemValue.Numeric(Optional.of(text), Optional.of(Code.ucum(unit)), Optional.empty());
  }
}
