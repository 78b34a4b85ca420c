package org.therafed.dicom.deidentify;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * What may stay of a code (PS3.3 Table 8.8-1): a value of a public scheme and in that scheme's
 * form. A private scheme can hold anything, and its values go unless the site accepts the scheme.
 */
final class CodedItem {
  private static final Pattern ANY_NUMBER = Pattern.compile("\\d{1,18}");

  /** Forms of the values of the schemes of PS3.16 Table 8-1 that are met in images. */
  private static final Map<String, Pattern> SCHEMES =
      Map.ofEntries(
          Map.entry("DCM", Pattern.compile("\\d{5,6}")),
          Map.entry("SCT", Pattern.compile("\\d{6,18}")),
          Map.entry("SRT", Pattern.compile("[A-Z]-[A-Z0-9]{3,7}")),
          Map.entry("SNM3", Pattern.compile("[A-Z]-[A-Z0-9]{3,7}")),
          Map.entry("99SDM", Pattern.compile("[A-Z]-[A-Z0-9]{3,7}")),
          Map.entry("LN", Pattern.compile("(LA|LP)?\\d{1,7}-\\d")),
          Map.entry("FMA", ANY_NUMBER),
          Map.entry("RADLEX", Pattern.compile("RID\\d{1,6}")),
          Map.entry("RADELEMENT", Pattern.compile("RDE\\d{1,6}(\\.\\d{1,3})?")),
          Map.entry("UMLS", Pattern.compile("C\\d{7}")),
          Map.entry("NCIt", Pattern.compile("C\\d{3,7}")),
          Map.entry("MDC", Pattern.compile("\\d{1,6}(-\\d{1,3})?")),
          Map.entry("IBSI", Pattern.compile("[A-Z0-9]{4}")),
          Map.entry("SCPECG", Pattern.compile("[\\d.]{1,8}(-\\d{1,3}){0,3}")),
          Map.entry("RXNORM", ANY_NUMBER),
          Map.entry("I10", Pattern.compile("[A-Z]\\d{2}(\\.\\d{1,4})?")),
          Map.entry("ICDO3", Pattern.compile("C\\d{2}\\.\\d|\\d{4}/\\d")),
          Map.entry("C4", Pattern.compile("\\d{5}")),
          Map.entry("NIST_CTRP", ANY_NUMBER),
          Map.entry("RFC5646", Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?")),
          Map.entry("RFC3066", Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?")),
          Map.entry("ISO639_1", Pattern.compile("[a-z]{2}")),
          Map.entry("ISO639_2", Pattern.compile("[a-z]{3}")),
          Map.entry("ISO3166_1", Pattern.compile("[A-Z]{2,3}")));

  /** Verhoeff's permutation of the digits. */
  private static final String PERMUTATION = "1576283094";

  private final boolean valueStays;

  private CodedItem(boolean valueStays) {
    this.valueStays = valueStays;
  }

  /** The judgement over an item; empty where the item holds no code. */
  static Optional<CodedItem> of(DataSet item, TextCleaner cleaner) {
    Optional<String> value =
        item.string(Tag.CodeValue)
            .or(() -> item.string(Tag.LongCodeValue))
            .or(() -> item.string(Tag.URNCodeValue));
    if (value.isEmpty() && !item.contains(Tag.CodingSchemeDesignator)) {
      return Optional.empty();
    }
    String scheme = item.string(Tag.CodingSchemeDesignator).orElse("");
    boolean stays =
        cleaner.accepts(scheme)
            || value.map(cleaner::accepts).orElse(false)
            || value
                .map(text -> isPublic(scheme, text) && !repeats(scheme, text, cleaner))
                .orElse(false);
    return Optional.of(new CodedItem(stays));
  }

  private static boolean isPublic(String scheme, String value) {
    if (scheme.equals("UCUM")) {
      return Vocabulary.standard().knowsUnit(value) || UnitTerms.isUnit(value);
    }
    if (scheme.equals("DCM") && Vocabulary.standard().isCodedString(value)) {
      return true;
    }
    Pattern form = SCHEMES.get(scheme);
    boolean inForm = form != null && form.matcher(value).matches();
    return inForm && (!scheme.equals("SCT") || isConcept(value));
  }

  /** Units are too short to repeat anybody. */
  private static boolean repeats(String scheme, String value, TextCleaner cleaner) {
    return !scheme.equals("UCUM") && cleaner.echoesCode(value);
  }

  /**
   * Whether digits are an identifier of a SNOMED CT concept: the partition 00 or 10 and a check
   * digit by Verhoeff (SNOMED CT Release File Specifications, section 6). Of numbers that are none
   * one in five hundred has both.
   */
  static boolean isConcept(String digits) {
    String partition = digits.substring(digits.length() - 3, digits.length() - 1);
    if (!partition.equals("00") && !partition.equals("10")) {
      return false;
    }
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      check = dihedral(check, permuted(digit, i % 8));
    }
    return check == 0;
  }

  /** Multiplication in the group of the symmetries of a pentagon. */
  private static int dihedral(int a, int b) {
    if (a < 5) {
      return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
    }
    return b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5;
  }

  private static int permuted(int digit, int times) {
    int permuted = digit;
    for (int i = 0; i < times; i++) {
      permuted = PERMUTATION.charAt(permuted) - '0';
    }
    return permuted;
  }

  /** Whether the code value and its scheme stay. */
  boolean valueStays() {
    return valueStays;
  }

  /** The designator as it may stay. */
  static String designator(String scheme, TextCleaner cleaner) {
    boolean known = SCHEMES.containsKey(scheme) || scheme.equals("UCUM") || cleaner.accepts(scheme);
    return known ? scheme : Dummies.SCHEME;
  }

  /** Whether an attribute is one that this class judges. */
  static boolean isValue(int tag) {
    return tag == Tag.CodeValue || tag == Tag.LongCodeValue || tag == Tag.URNCodeValue;
  }
}
