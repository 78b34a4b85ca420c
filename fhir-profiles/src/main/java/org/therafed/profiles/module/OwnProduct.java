package org.therafed.profiles.module;

import org.therafed.profiles.terminology.Product;

/**
 * A product that a module brings.
 *
 * @param product as records name it; the code begins with the module's id and a point
 * @param title in both languages
 */
public record OwnProduct(Product product, TherapyModule.Title title) {}
