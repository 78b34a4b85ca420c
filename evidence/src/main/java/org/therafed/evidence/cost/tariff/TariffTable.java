package org.therafed.evidence.cost.tariff;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * A payer's tariffs.
 *
 * @param version how it is cited, such as {@code aG-DRG 2026}
 * @param currency ISO 4217 code
 * @param tariffs no two of one code on one day; kept in order of code and first day
 */
public record TariffTable(String version, String currency, List<Tariff> tariffs) {
  private static final Comparator<Tariff> ORDER =
      Comparator.comparing(Tariff::code).thenComparing(Tariff::from);

  public TariffTable {
    if (version == null || version.isBlank() || currency == null || !currency.matches("[A-Z]{3}")) {
      throw EvidenceCode.TARIFF_IMPOSSIBLE.with("no version or no currency");
    }
    tariffs = tariffs.stream().sorted(ORDER).toList();
    for (int i = 1; i < tariffs.size(); i++) {
      Tariff one = tariffs.get(i - 1);
      Tariff next = tariffs.get(i);
      if (one.code().equals(next.code()) && !next.from().isAfter(one.to())) {
        throw EvidenceCode.TARIFF_IMPOSSIBLE.with("two tariffs of a code on one day");
      }
    }
  }

  /** What holds for a code on a day; empty if nothing does. */
  public Optional<Tariff> of(String code, LocalDate day) {
    // The last that begins by the day; catalogues have thousands of codes, so by halving.
    int low = 0;
    int high = tariffs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Tariff at = tariffs.get(middle);
      int order = at.code().compareTo(code);
      if (order < 0 || (order == 0 && !at.from().isAfter(day))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0
        ? Optional.empty()
        : Optional.of(tariffs.get(low - 1)).filter(t -> t.code().equals(code) && t.holdsOn(day));
  }
}
