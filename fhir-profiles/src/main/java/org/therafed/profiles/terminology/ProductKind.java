package org.therafed.profiles.terminology;

import java.util.List;
import java.util.Optional;

/**
 * What sort of product is given, with the units in which its dose is kept. A dose in another unit
 * of the same quantity is converted to the first of them that fits.
 *
 * @param code of the extension {@code product-kind}, or a therapy module's own, which has a point
 * @param units the units in which a dose is kept, UCUM
 */
public record ProductKind(String code, List<String> units) {
  public static final ProductKind RADIOLIGAND = kind("radioligand", "MBq", "GBq", "kBq");
  public static final ProductKind CAR_T = kind("car-t", "10*6", "10*6/kg");
  public static final ProductKind SMALL_MOLECULE = kind("small-molecule", "mg", "mg/kg");

  public static final ProductKind BLOOD_COMPONENT = kind("blood-component", "mL");

  /** The kinds that the registry knows by itself. */
  public static final List<ProductKind> LISTED =
      List.of(
          RADIOLIGAND,
          CAR_T,
          kind("gene-edited-cells", "10*6", "10*6/kg"),
          kind("cells", "10*6", "10*6/kg"),
          kind("adc", "mg", "mg/kg"),
          SMALL_MOLECULE,
          kind("peptide", "mg", "mg/kg"),
          BLOOD_COMPONENT);

  /** What a product of another kind can be dosed in: the units of a dose without radioactivity. */
  public static final List<String> DOSED_IN = List.of("mg", "mg/kg", "mL", "10*6", "10*6/kg");

  /** The code of the extension {@code product-kind} for a kind that a therapy module brings. */
  private static final String OF_A_MODULE = "other";

  public ProductKind {
    units = List.copyOf(units);
  }

  private static ProductKind kind(String code, String... units) {
    return new ProductKind(code, List.of(units));
  }

  /** A kind that a therapy module brings. */
  public static ProductKind own(String code, List<String> units) {
    return new ProductKind(code, units);
  }

  /**
   * The code that a record carries: of a module's kind that it is another, which the product says.
   */
  public String recorded() {
    return code.indexOf('.') < 0 ? code : OF_A_MODULE;
  }

  /** The unit in which a dose that came in this unit is kept; empty if it is of no such kind. */
  public Optional<String> keptIn(String unit) {
    return units.contains(unit)
        ? Optional.of(unit)
        : units.stream().filter(kept -> Ucum.convertible(unit, kept)).findFirst();
  }

  /** A kind of the registry by its code. */
  public static Optional<ProductKind> coded(String code) {
    return LISTED.stream().filter(kind -> kind.code.equals(code)).findFirst();
  }
}
