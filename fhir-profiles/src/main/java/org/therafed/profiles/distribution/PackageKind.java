package org.therafed.profiles.distribution;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a package holds. */
public enum PackageKind {
  /** Therapy modules and their fragments, {@code *.yaml}. */
  MODULE(".yaml"),
  /** Codes with their displays, {@code *.csv}; {@link CodeTable}. */
  CODE_TABLE(".csv"),
  /**
   * Payments by DRG or DIP group and prices, by city and year, {@code *.csv}; {@link TariffList}.
   */
  TARIFF(".csv"),
  /** Settings of the federation, {@code *.yaml}: one object of names and values. */
  POLICY(".yaml");

  private final String ending;

  PackageKind(String ending) {
    this.ending = ending;
  }

  /** How the names of its files end, letter for letter. */
  public String ending() {
    return ending;
  }

  /** As a manifest names it, e.g. {@code code-table}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a label. */
  public static Optional<PackageKind> labelled(String label) {
    return Stream.of(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
