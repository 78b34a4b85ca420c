package org.therafed.profiles.fhirpath;

import java.util.List;

/** A compiled part of an expression. */
@FunctionalInterface
interface Expression {
  /**
   * Evaluates.
   *
   * @param scope the resources around
   * @param self {@code $this}
   * @param focus what the part is applied to
   */
  List<Item> evaluate(Scope scope, Item self, List<Item> focus);
}
