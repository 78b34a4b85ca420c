package org.therafed.profiles.distribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The code tables and tariffs of all packages in use, as records of payment are held against them.
 * What no table carries is not judged: a city whose catalogue was never handed out says nothing.
 */
public final class PaymentTables {

  /** Where no package is in use. */
  public static final PaymentTables NONE = new PaymentTables(List.of(), Map.of());

  private final List<CodeTable> codes;
  private final Map<PackageManifest, TariffList> tariffs;

  private PaymentTables(List<CodeTable> codes, Map<PackageManifest, TariffList> tariffs) {
    this.codes = List.copyOf(codes);
    this.tariffs = Map.copyOf(tariffs);
  }

  /**
   * Of the packages in use; those of other kinds are left out.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PACKAGE-006 if one was not checked before
   */
  public static PaymentTables of(Collection<SignedPackage> packages) {
    List<CodeTable> codes = new ArrayList<>();
    Map<PackageManifest, TariffList> tariffs = new HashMap<>();
    for (SignedPackage each : packages) {
      switch (each.manifest().kind()) {
        case CODE_TABLE -> codes.add(CodeTable.of(each));
        case TARIFF -> tariffs.put(each.manifest(), TariffList.of(each));
        case MODULE, POLICY -> {
          // Read elsewhere.
        }
      }
    }
    return new PaymentTables(codes, tariffs);
  }

  /** Whether a code is missing from the tables that carry its system; false where none does. */
  public boolean lacks(String system, String code) {
    return codes.stream().anyMatch(table -> table.carries(system))
        && codes.stream().allMatch(table -> table.find(system, code).isEmpty());
  }

  /**
   * A tariff in use.
   *
   * @param name of its package
   * @param version of its package
   * @return empty where that version is not in use, so that nothing can be said of it
   */
  public Optional<TariffList> tariff(String name, int version) {
    return tariffs.entrySet().stream()
        .filter(each -> each.getKey().name().equals(name) && each.getKey().version() == version)
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Whether a group has no tariff, though its city has tariffs of that scheme for these years.
   *
   * @param city as {@link TariffList.Row#city}
   * @param from first year in question; dates are shifted, so that the true year may be a neighbour
   * @param to last year in question
   * @param scheme {@code DRG} or {@code DIP}
   */
  public boolean lacksTariff(String city, int from, int to, String scheme, String code) {
    List<TariffList.Row> rows =
        tariffs.values().stream()
            .flatMap(list -> list.rows().stream())
            .filter(row -> row.city().equals(city) && row.scheme().equals(scheme))
            .filter(row -> row.year() >= from && row.year() <= to)
            .toList();
    return !rows.isEmpty() && rows.stream().noneMatch(row -> row.code().equals(code));
  }
}
