package org.therafed.profiles.terminology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * ATC codes of the registry's products (WHO Collaborating Centre for Drug Statistics Methodology).
 * One ATC code says one product here; where it could say several, it is not taken.
 */
public final class AtcCodes {
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
  public static AtcCodes standard() {
    return STANDARD;
  }

  /** The registry's own code of a product, or its SNOMED CT code, of an ATC coding. */
  public Optional<String> productOf(String system, String code) {
    return Optional.ofNullable(Systems.ATC.equals(system) ? productByCode.get(code) : null);
  }

  /** ATC code → name. */
  Map<String, String> names() {
    return nameByCode;
  }
}
