package org.therafed.profiles.distribution;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;

/** What is paid for a DRG or DIP group, or a price of a product or service, by city and year. */
public final class TariffList {

  static final String HEADER = "city,year,scheme,code,amount,currency";

  private static final Set<String> SCHEMES = Set.of("DRG", "DIP", "price");

  private final List<Row> rows;

  private TariffList(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * One amount.
   *
   * @param city division of China by its GB/T 2260 code, or an ISO 3166-2 code
   * @param year calendar year in which it holds
   * @param scheme {@code DRG}, {@code DIP} or {@code price}
   * @param code group of the scheme, or product or service
   * @param amount in {@code currency}, 0 or more
   * @param currency ISO 4217
   */
  public record Row(
      String city, int year, String scheme, String code, BigDecimal amount, String currency) {}

  /**
   * The amounts of all tables of a package.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PACKAGE-006 with file, line and reason
   */
  public static TariffList of(SignedPackage source) {
    List<Row> rows = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    source
        .texts(".csv")
        .forEach(
            (file, text) -> {
              Rows table = Rows.read(source.manifest(), file, text, HEADER);
              for (Rows.Row written : table.all()) {
                Row row = row(table, written);
                if (!seen.add(List.of(row.city(), row.year(), row.scheme(), row.code()))) {
                  throw table.fault(
                      written.line(),
                      new Phrase("the city, year and code stand twice", "城市、年份与代码的组合重复出现"));
                }
                rows.add(row);
              }
            });
    return new TariffList(rows);
  }

  private static Row row(Rows table, Rows.Row row) {
    if (!row.field(0).matches("\\d{6}|[A-Z]{2}-[A-Z0-9]{1,3}")) {
      throw table.fault(
          row.line(),
          new Phrase(
              "a city as GB/T 2260 or ISO 3166-2 code is needed",
              "应为 GB/T 2260 或 ISO 3166-2 的城市代码"));
    }
    if (!row.field(1).matches("(19|20|21)\\d{2}")) {
      throw table.fault(row.line(), new Phrase("a year of four digits is needed", "应为四位数的年份"));
    }
    if (!SCHEMES.contains(row.field(2)) || row.field(3).isEmpty()) {
      throw table.fault(
          row.line(),
          new Phrase(
              "a scheme (DRG, DIP or price) and a code are needed", "应有方案（DRG、DIP 或 price）和代码"));
    }
    if (!row.field(4).matches("\\d{1,12}(\\.\\d{1,4})?")) {
      throw table.fault(row.line(), new Phrase("an amount of 0 or more is needed", "金额应不小于 0"));
    }
    if (!isCurrency(row.field(5))) {
      throw table.fault(
          row.line(), new Phrase("an ISO 4217 currency is needed", "应为 ISO 4217 货币代码"));
    }
    return new Row(
        row.field(0),
        Integer.parseInt(row.field(1)),
        row.field(2),
        row.field(3),
        new BigDecimal(row.field(4)),
        row.field(5));
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  /** The amounts, in the order of files and lines. */
  public List<Row> rows() {
    return rows;
  }

  /** The amount that holds; never that of another city or year. */
  public Optional<Row> find(String city, int year, String scheme, String code) {
    return rows.stream()
        .filter(row -> row.city().equals(city) && row.year() == year)
        .filter(row -> row.scheme().equals(scheme) && row.code().equals(code))
        .findFirst();
  }
}
