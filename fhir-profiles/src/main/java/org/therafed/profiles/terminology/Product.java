package org.therafed.profiles.terminology;

import java.util.List;
import java.util.Optional;

/**
 * A product that records may name: of the library, or brought by a therapy module.
 *
 * @param name as tables write it, e.g. {@code 177Lu-DOTATATE}
 * @param coding in the code set {@code product}; its code is that of facts
 * @param alsoCoded other codings that say the same product, e.g. of ATC
 * @param kind what sort of product it is
 * @param radionuclide empty for products without one
 * @param route the way it is always given; empty where there are several, or none of the list
 */
public record Product(
    String name,
    Coding coding,
    List<Coding> alsoCoded,
    ProductKind kind,
    Optional<Radionuclide> radionuclide,
    Optional<Route> route) {

  public Product {
    alsoCoded = List.copyOf(alsoCoded);
  }

  /** Whether it is always given into a vein. */
  public boolean intravenous() {
    return route.filter(Route.INTRAVENOUS::equals).isPresent();
  }
}
