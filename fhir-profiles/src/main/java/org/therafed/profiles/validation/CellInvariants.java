package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import org.therafed.profiles.published.ExtensionUrls;

/** The rules of a cell product: the chain of identity must not lead to another person. */
final class CellInvariants {
  private static final String RECIPIENT = ExtensionUrls.RECIPIENT;
  private static final String SOURCE = ExtensionUrls.CELL_SOURCE;
  private static final String TYPE = "BiologicallyDerivedProduct";

  private CellInvariants() {}

  static void ofTheirSource(JsonNode product, Findings findings) {
    JsonNode from = product.path("collection").path("source").path("reference");
    if (from.isMissingNode()) {
      return;
    }
    JsonNode to = Invariants.extension(product, RECIPIENT).path("valueReference").path("reference");
    if (isFrom(product, "allogeneic")) {
      findings.invariant(
          "cells-of-their-source",
          TYPE,
          "collection.source",
          "names a donor, who is no person of the registry",
          "异体细胞不得给出供者");
    } else if (!from.equals(to)) {
      findings.invariant(
          "cells-of-their-source",
          TYPE,
          "collection.source",
          "is not the recipient of these own cells",
          "自体细胞须采自受者本人");
    }
  }

  static void chain(JsonNode product, Findings findings) {
    boolean linked = product.path("collection").has("source") || product.has("parent");
    if (isFrom(product, "autologous") && !linked) {
      findings.invariant(
          "cell-chain",
          TYPE,
          "collection.source",
          "is missing, and parent too: own cells name whom they were taken from or what they were made from",
          "自体细胞须给出采集对象或来源产品");
    }
  }

  private static boolean isFrom(JsonNode product, String source) {
    return source.equals(Invariants.extension(product, SOURCE).path("valueCode").textValue());
  }
}
