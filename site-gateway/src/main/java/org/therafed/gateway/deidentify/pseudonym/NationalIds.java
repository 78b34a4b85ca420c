package org.therafed.gateway.deidentify.pseudonym;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * One spelling of a national id, the same at every hospital: compatibility characters folded
 * (full-width digits), separators removed, capitals. Too short to be one: none.
 */
public final class NationalIds {

  private static final int SHORTEST = 5;

  private NationalIds() {}

  /** The normalised id; empty if the text cannot be one. */
  public static Optional<String> normalise(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\s\\p{Pd}./_]", "")
            .toUpperCase(Locale.ROOT);
    return folded.length() >= SHORTEST && folded.matches("[0-9A-Z]+")
        ? Optional.of(folded)
        : Optional.empty();
  }
}
