package org.therafed.profiles.terminology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ATC codes of the registry's products (WHO Collaborating Centre for Drug Statistics Methodology).
 * One ATC code says one product here; where it could say several, it is not taken.
 */
final class AtcCodes {
  private static final AtcCodes STANDARD = new AtcCodes();

  private final Map<String, String> productByCode = new LinkedHashMap<>();
  private final Map<String, String> nameByCode = new LinkedHashMap<>();

  private AtcCodes() {
    for (String[] row : TableResource.rows("atc.csv", 3)) {
      productByCode.put(row[1], row[0]);
      nameByCode.put(row[1], row[2]);
    }
  }

  /** The codes that ship with the library. */
  static AtcCodes standard() {
    return STANDARD;
  }

  /** The codings of a product by its code in the set {@code product}. */
  List<Coding> of(String product) {
    return productByCode.entrySet().stream()
        .filter(row -> row.getValue().equals(product))
        .map(row -> new Coding(Systems.ATC, row.getKey(), nameByCode.get(row.getKey())))
        .toList();
  }

  /** ATC code → name. */
  Map<String, String> names() {
    return nameByCode;
  }
}
