package org.therafed.gateway.deidentify.nationalid;

import java.util.Optional;

/**
 * A national id by which a person may be linked: of a known country and checked as far as it can
 * be. Made by {@link NationalIdRules} only, or read back from what {@link #text} wrote.
 *
 * @param country ISO 3166-1 alpha-2; {@link Countries#INVENTED} for synthetic persons. Ids of two
 *     countries are never the same person's
 * @param value normalised: digits and capitals only
 */
public record NationalId(String country, String value) {

  /** Country, bar, value: what is kept, and what is hashed. Neither part can hold a bar. */
  public String text() {
    return country + "|" + value;
  }

  /** Reads what {@link #text} wrote; empty for any other text. */
  public static Optional<NationalId> read(String text) {
    return text.matches("[A-Z]{2}\\|[0-9A-Z]+")
        ? Optional.of(new NationalId(text.substring(0, 2), text.substring(3)))
        : Optional.empty();
  }

  /** Without the id, for logs. */
  @Override
  public String toString() {
    return "NationalId[…]";
  }
}
