package org.therafed.profiles.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Systems;

/** Reads the kinds of products that a module brings: what such a product is dosed in. */
final class KindReader {
  private KindReader() {}

  /** The kinds of a module; a code stands once. */
  static List<OwnKind> kinds(Row module, String id) {
    List<OwnKind> kinds = new ArrayList<>();
    for (Row row : module.rows("productKinds")) {
      row.only("code", "title", "units");
      String code = OwnCode.read(row, "code", id, "product", Systems.MODULE_PRODUCT);
      if (kinds.stream().anyMatch(kind -> kind.kind().code().equals(code))) {
        throw row.fault("code", new Phrase("the code stands twice", "该代码重复出现"));
      }
      kinds.add(new OwnKind(ProductKind.own(code, units(row)), row.title("title")));
    }
    return kinds;
  }

  private static List<String> units(Row kind) {
    List<String> units = new ArrayList<>();
    for (Row row : kind.rows("units")) {
      String unit = row.node().asText();
      if (units.contains(unit) || !ProductKind.DOSED_IN.contains(unit)) {
        throw row.fault(
            "",
            new Phrase(
                "one of " + String.join(", ", ProductKind.DOSED_IN) + " is needed",
                "应为 " + String.join("、", ProductKind.DOSED_IN) + " 之一"));
      }
      units.add(unit);
    }
    if (units.isEmpty()) {
      throw kind.fault("units", new Phrase("a unit or more is needed", "应有一个或更多的单位"));
    }
    return units;
  }

  /** A kind of the registry, or one that the module brings. */
  static Optional<ProductKind> named(String code, List<OwnKind> own) {
    return own.stream()
        .map(OwnKind::kind)
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .or(() -> ProductKind.coded(code));
  }
}
