package org.therafed.profiles.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Products;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Radionuclides;
import org.therafed.profiles.terminology.Route;
import org.therafed.profiles.terminology.Systems;

/**
 * Reads what a module gives: a row with a system names a product of the registry, a row with a kind
 * is a product that the module brings.
 */
final class ProductReader {
  private static final CodeSet SET = CodeSets.standard().find("product").orElseThrow();

  private final String module;
  private final List<OwnKind> kinds;
  private final Radionuclides nuclides;
  private final Map<String, OwnProduct> own = new LinkedHashMap<>();
  private Products known = Products.standard();

  ProductReader(String module, List<OwnKind> kinds, List<OwnNuclide> nuclides) {
    this.module = module;
    this.kinds = kinds;
    this.nuclides =
        Radionuclides.standard().and(nuclides.stream().map(OwnNuclide::nuclide).toList());
  }

  /** The products of a section, in its order. */
  List<Coding> codings(Row source, String section) {
    List<Coding> codings = new ArrayList<>();
    for (Row row : source.rows(section)) {
      codings.add(row.has("kind") ? brought(row) : listed(row));
    }
    return codings;
  }

  /** The products that the module brings. */
  List<OwnProduct> own() {
    return List.copyOf(own.values());
  }

  /** That each product is planned in a unit in which its kind is dosed. */
  void check(List<Dose> doses, Row row) {
    for (Dose dose : doses) {
      Coding coding = dose.product();
      known
          .coded(coding.system(), coding.code())
          .map(Product::kind)
          .filter(kind -> kind.keptIn(dose.unit()).isEmpty())
          .ifPresent(
              kind -> {
                throw row.fault(
                    "doses",
                    new Phrase(
                        "no " + kind.code() + " is dosed in " + dose.unit(),
                        kind.code() + " 不以 " + dose.unit() + " 计量"));
              });
    }
  }

  private static Coding listed(Row row) {
    row.only("system", "code");
    String system = row.node().path("system").asText();
    String code = row.node().path("code").asText();
    return SET.display(system, code)
        .map(display -> new Coding(system, code, display))
        .orElseThrow(
            () ->
                row.fault(
                    "",
                    new Phrase(
                        "the code " + code + " is not in the set product",
                        "代码 " + code + " 不在 product 集合中")));
  }

  private Coding brought(Row row) {
    row.only("code", "title", "kind", "radionuclide", "intravenous", "route", "codings");
    String code = OwnCode.read(row, "code", module, SET.name(), Systems.MODULE_PRODUCT);
    if (own.containsKey(code)) {
      throw row.fault("code", new Phrase("the code stands twice", "该代码重复出现"));
    }
    TherapyModule.Title title = row.title("title");
    ProductKind kind = kind(row);
    Product product =
        new Product(
            code,
            new Coding(Systems.MODULE_PRODUCT, code, title.en()),
            standardCodings(row, title),
            kind,
            radionuclide(row, kind),
            route(row));
    known = known.and(List.of(product));
    own.put(code, new OwnProduct(product, title));
    return product.coding();
  }

  /** {@code intravenous: true} is the older way to say {@code route: intravenous}. */
  private static Optional<Route> route(Row row) {
    Optional<String> name = row.optionalText("route");
    if (!row.has("route")) {
      return row.yes("intravenous") ? Optional.of(Route.INTRAVENOUS) : Optional.empty();
    }
    if (row.has("intravenous")) {
      throw row.fault("intravenous", new Phrase("route says it already", "route 已说明"));
    }
    Optional<Route> route = name.flatMap(Route::named);
    if (route.isEmpty()) {
      throw row.fault(
          "route",
          new Phrase(
              "one of " + String.join(", ", Route.labels()) + " is needed",
              "应为 " + String.join("、", Route.labels()) + " 之一"));
    }
    return route;
  }

  private ProductKind kind(Row row) {
    String kind = row.text("kind");
    return KindReader.named(kind, kinds)
        .orElseThrow(
            () ->
                row.fault(
                    "kind",
                    new Phrase(
                        "the kind of product '" + kind + "' is not known",
                        "未知的产品类别“" + kind + "”")));
  }

  private Optional<Radionuclide> radionuclide(Row row, ProductKind kind) {
    if (!kind.equals(ProductKind.RADIOLIGAND)) {
      if (row.has("radionuclide")) {
        throw row.fault("radionuclide", new Phrase("only a radioligand has one", "只有放射性配体才有此项"));
      }
      return Optional.empty();
    }
    String name = row.text("radionuclide");
    return Optional.of(
        nuclides
            .named(name)
            .orElseThrow(
                () ->
                    row.fault(
                        "radionuclide",
                        new Phrase(
                            "the nuclide '" + name + "' is not known", "未知的核素“" + name + "”"))));
  }

  /** What else the product is called: codes of standards, each of one product alone. */
  private List<Coding> standardCodings(Row product, TherapyModule.Title title) {
    List<Coding> codings = new ArrayList<>();
    for (Row row : product.rows("codings")) {
      row.only("system", "code");
      String system = row.text("system");
      String code = row.text("code");
      if (!SET.contains(system, code) || system.startsWith(Systems.BASE)) {
        throw row.fault(
            "",
            new Phrase(
                "a code of SNOMED CT, NCIt, ATC or RxNorm is needed",
                "应为 SNOMED CT、NCIt、ATC 或 RxNorm 的代码"));
      }
      if (known.coded(system, code).isPresent()
          || codings.stream().anyMatch(coding -> coding.code().equals(code))) {
        throw row.fault(
            "code",
            new Phrase(
                "the code " + code + " is given to a product already", "代码 " + code + " 已用于另一产品"));
      }
      codings.add(new Coding(system, code, title.en()));
    }
    return codings;
  }
}
