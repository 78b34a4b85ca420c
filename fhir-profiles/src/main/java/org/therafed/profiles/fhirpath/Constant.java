package org.therafed.profiles.fhirpath;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part whose value stands in the expression itself: a literal, or a list of them such as the
 * right side of {@code code in ('a' | 'b')}. Lists of hundreds are told by hash.
 *
 * @param items the value
 * @param texts the same where every item is a text; null where one is not
 */
record Constant(List<Item> items, Set<String> texts) implements Expression {

  static Constant of(List<Item> items) {
    Set<String> texts = new HashSet<>();
    for (Item item : items) {
      if (!item.value().isTextual()) {
        return new Constant(List.copyOf(items), null);
      }
      texts.add(item.value().textValue());
    }
    return new Constant(List.copyOf(items), texts);
  }

  @Override
  public List<Item> evaluate(Scope scope, Item self, List<Item> focus) {
    return items;
  }

  boolean contains(Item wanted) {
    return texts == null
        ? Equality.contains(items, wanted)
        : wanted.value().isTextual() && texts.contains(wanted.value().textValue());
  }
}
