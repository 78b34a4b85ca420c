package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The products that records may name: those of {@code products.csv} and those that therapy modules
 * bring. Nothing else knows a product, so that both are tables' names, codings of records, kinds,
 * nuclides and units of doses alike.
 */
public final class Products {
  private static final String FILE = "products.csv";
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "product", Systems.PRODUCT,
          "snomed", Systems.SNOMED,
          "dcm", Systems.DCM,
          "ncit", Systems.NCIT);
  private static final Products STANDARD = new Products(read());

  private final Map<String, Product> byName = new LinkedHashMap<>();
  private final Map<String, Product> byCode = new LinkedHashMap<>();

  private Products(Collection<Product> products) {
    for (Product product : products) {
      byName.put(product.name(), product);
      put(product.coding(), product);
      product.alsoCoded().forEach(coding -> put(coding, product));
    }
  }

  private void put(Coding coding, Product product) {
    if (byCode.put(key(coding.system(), coding.code()), product) != null) {
      throw TerminologyCode.TWO_MEANINGS.with(safe("code", coding.code()));
    }
  }

  private static String key(String system, String code) {
    return system + "|" + code;
  }

  /** The products that ship with the library. */
  public static Products standard() {
    return STANDARD;
  }

  /**
   * These and others.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-TERM-002 if one code would say two products
   */
  public Products and(Collection<Product> others) {
    if (others.isEmpty()) {
      return this;
    }
    List<Product> all = new ArrayList<>(byName.values());
    all.addAll(others);
    return new Products(all);
  }

  private static List<Product> read() {
    CodeSet set = CodeSets.standard().find("product").orElseThrow();
    List<Product> products = new ArrayList<>();
    for (String[] row : TableResource.rows(FILE, 6)) {
      String system = SYSTEMS.getOrDefault(row[1], row[1]);
      Optional<Radionuclide> nuclide = Radionuclides.standard().named(row[4]);
      Optional<Route> route = Route.named(row[5]);
      Optional<ProductKind> kind = ProductKind.coded(row[3]);
      Optional<String> display = set.display(system, row[2]);
      if (kind.isEmpty()
          || display.isEmpty()
          || nuclide.isEmpty() != row[4].isEmpty()
          || route.isEmpty() != row[5].isEmpty()) {
        throw TerminologyCode.TABLE.with(
            safe("file", FILE),
            safe("path", row[0]),
            safe("reason", "its code, kind, nuclide or route is not known"));
      }
      products.add(
          new Product(
              row[0],
              new Coding(system, row[2], display.get()),
              AtcCodes.standard().of(row[2]),
              kind.get(),
              nuclide,
              route));
    }
    return products;
  }

  /** All products. */
  public Collection<Product> all() {
    return byName.values();
  }

  /** A product by any of its codings; empty for one that tables cannot name. */
  public Optional<Product> coded(String system, String code) {
    return Optional.ofNullable(byCode.get(key(system, code)));
  }

  /** A product by the name that tables use. */
  public Optional<Product> named(String name) {
    return Optional.ofNullable(name == null ? null : byName.get(name));
  }
}
