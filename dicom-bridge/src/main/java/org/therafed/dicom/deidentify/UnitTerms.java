package org.therafed.dicom.deidentify;

import java.util.regex.Pattern;

/**
 * UCUM units built of prefixes, units, digits and operators. Of annotations in braces, which may
 * say anything, only known ones, on either side: older software wrote <code>{SUVbw}g/ml</code>.
 */
final class UnitTerms {
  private static final String ATOM =
      "(?:[munpkMGcdhTfa]|da)?(?:m|g|s|L|l|Bq|Gy|Sv|Ci|eV|V|A|W|J|Hz|T|Pa|mol|K|N|rad|deg|Cel|U|u|"
          + "min|h|d|wk|mo|a|cd|Ohm|S|F|C|sr|B)";
  private static final Pattern UNIT =
      Pattern.compile("(?:10[*^-]?\\d?\\.)?" + ATOM + "-?\\d?(?:[./]" + ATOM + "-?\\d?){0,3}|[1%]");

  private static final Pattern ANNOTATION =
      Pattern.compile(
          "\\{(SUV(bw|lbm|bsa|ibw)?|counts|propcounts|ratio|pixels|voxels|events|no units|tot)\\}");

  private UnitTerms() {}

  static boolean isUnit(String code) {
    String bare = ANNOTATION.matcher(code).replaceAll("");
    return bare.isEmpty() ? !code.isEmpty() : UNIT.matcher(bare).matches();
  }
}
