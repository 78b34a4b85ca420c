package org.therafed.evidence.cost.tariff;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * A payer's tariffs.
 *
 * @param version how it is cited, such as {@code aG-DRG 2026}
 * @param currency ISO 4217 code
 * @param tariffs no two of one code on one day
 */
public record TariffTable(String version, String currency, List<Tariff> tariffs) {
  public TariffTable {
    tariffs = List.copyOf(tariffs);
    for (int i = 0; i < tariffs.size(); i++) {
      for (int j = 0; j < i; j++) {
        Tariff one = tariffs.get(i);
        Tariff other = tariffs.get(j);
        if (one.code().equals(other.code())
            && !one.from().isAfter(other.to())
            && !other.from().isAfter(one.to())) {
          throw EvidenceCode.TARIFF_IMPOSSIBLE.with("two tariffs of a code on one day");
        }
      }
    }
  }

  /** What holds for a code on a day; empty if nothing does. */
  public Optional<Tariff> of(String code, LocalDate day) {
    return tariffs.stream().filter(t -> t.code().equals(code) && t.holdsOn(day)).findFirst();
  }
}
