package org.therafed.gateway.deidentify.nationalid;

import java.text.Normalizer;
import java.util.Locale;

/** One spelling of an id, the same at every hospital. */
final class Spelling {

  private Spelling() {}

  /**
   * Compatibility characters folded (full-width digits), separators and invisible characters
   * removed, capitals. What is no digit or letter A to Z after that stays and is refused by the
   * rules.
   */
  static String of(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Zs}\\p{Cf}\\p{Pd}./_()·]", "")
        .toUpperCase(Locale.ROOT);
  }
}
