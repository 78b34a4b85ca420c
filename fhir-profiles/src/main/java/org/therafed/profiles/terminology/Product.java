package org.therafed.profiles.terminology;

import java.util.Optional;

/**
 * A product that tables may name.
 *
 * @param name as tables write it, e.g. {@code 177Lu-DOTATATE}
 * @param coding in the code set {@code product}
 * @param kind what sort of product it is
 * @param radionuclide empty for products without one
 * @param intravenous whether it is always given into a vein
 */
public record Product(
    String name,
    Coding coding,
    ProductKind kind,
    Optional<Radionuclide> radionuclide,
    boolean intravenous) {}
