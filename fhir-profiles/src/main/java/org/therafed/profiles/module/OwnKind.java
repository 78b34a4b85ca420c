package org.therafed.profiles.module;

import org.therafed.profiles.terminology.ProductKind;

/**
 * A kind of product that a module brings.
 *
 * @param kind its code begins with the module's id and a point
 * @param title in both languages
 */
public record OwnKind(ProductKind kind, TherapyModule.Title title) {}
