package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The products that tables may name; {@code products.csv}. */
public final class Products {
  private static final String FILE = "products.csv";
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "product", Systems.PRODUCT,
          "snomed", Systems.SNOMED,
          "dcm", Systems.DCM,
          "ncit", Systems.NCIT);
  private static final Products STANDARD = new Products(read());

  private final Map<String, Product> byName;
  private final Map<String, Product> byCode = new HashMap<>();

  private Products(Map<String, Product> byName) {
    this.byName = byName;
    byName
        .values()
        .forEach(
            product ->
                byCode.put(key(product.coding().system(), product.coding().code()), product));
  }

  private static String key(String system, String code) {
    return system + "|" + code;
  }

  /** The products that ship with the library. */
  public static Products standard() {
    return STANDARD;
  }

  private static Map<String, Product> read() {
    CodeSet set = CodeSets.standard().find("product").orElseThrow();
    Map<String, Product> products = new LinkedHashMap<>();
    for (String[] row : TableResource.rows(FILE, 6)) {
      String system = SYSTEMS.getOrDefault(row[1], row[1]);
      Optional<Radionuclide> nuclide = Radionuclides.standard().named(row[4]);
      Optional<ProductKind> kind = ProductKind.coded(row[3]);
      Optional<String> display = set.display(system, row[2]);
      if (kind.isEmpty() || display.isEmpty() || nuclide.isEmpty() != row[4].isEmpty()) {
        throw TerminologyCode.TABLE.with(
            safe("file", FILE),
            safe("path", row[0]),
            safe("reason", "its code, kind or nuclide is not known"));
      }
      products.put(
          row[0],
          new Product(
              row[0],
              new Coding(system, row[2], display.get()),
              kind.get(),
              nuclide,
              row[5].equals("iv")));
    }
    return products;
  }

  /** All products. */
  public Collection<Product> all() {
    return byName.values();
  }

  /** A product by a coding; empty for one that tables cannot name. */
  public Optional<Product> coded(String system, String code) {
    return Optional.ofNullable(byCode.get(key(system, code)));
  }

  /** A product by the name that tables use. */
  public Optional<Product> named(String name) {
    return Optional.ofNullable(name == null ? null : byName.get(name));
  }
}
