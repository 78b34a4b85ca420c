package org.therafed.profiles.terminology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What sort of product is given, with the units in which its dose is kept. A dose in another unit
 * of the same quantity is converted to the first of them that fits.
 */
public enum ProductKind {
  RADIOLIGAND("radioligand", "MBq", "GBq", "kBq"),
  CAR_T("car-t", "10*6", "10*6/kg"),
  GENE_EDITED_CELLS("gene-edited-cells", "10*6", "10*6/kg"),
  CELLS("cells", "10*6", "10*6/kg"),
  ADC("adc", "mg", "mg/kg"),
  SMALL_MOLECULE("small-molecule", "mg", "mg/kg"),
  PEPTIDE("peptide", "mg", "mg/kg"),
  BLOOD_COMPONENT("blood-component", "mL");

  private final String code;
  private final String units;

  ProductKind(String code, String... units) {
    this.code = code;
    // An enum's state has to be immutable to the compiler's checks; no unit holds a blank.
    this.units = String.join(" ", units);
  }

  /** The code of the extension {@code product-kind}. */
  public String code() {
    return code;
  }

  /** The units in which a dose is kept, UCUM. */
  public List<String> units() {
    return List.of(units.split(" ", -1));
  }

  /** The unit in which a dose that came in this unit is kept; empty if it is of no such kind. */
  public Optional<String> keptIn(String unit) {
    return units().contains(unit)
        ? Optional.of(unit)
        : units().stream().filter(kept -> Ucum.convertible(unit, kept)).findFirst();
  }

  /** A kind by its code. */
  public static Optional<ProductKind> coded(String code) {
    return Stream.of(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
