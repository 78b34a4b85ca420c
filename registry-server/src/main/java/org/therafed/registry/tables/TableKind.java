package org.therafed.registry.tables;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a table holds. */
enum TableKind {
  /** Payments by DRG or DIP group, and prices: {@code city,year,scheme,code,amount,currency}. */
  TARIFF("city,year,scheme,code,amount,currency"),
  /** Utilities of the health states of an EQ-5D value set: {@code state,utility}. */
  UTILITY("state,utility");

  private final String header;

  TableKind(String header) {
    this.header = header;
  }

  /** Names of its columns, separated by commas. */
  String header() {
    return header;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TableKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
