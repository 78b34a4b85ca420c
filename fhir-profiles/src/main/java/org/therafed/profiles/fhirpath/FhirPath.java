package org.therafed.profiles.fhirpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A FHIRPath expression (N1, <a href="http://hl7.org/fhirpath/N1/">hl7.org/fhirpath/N1</a>),
 * compiled. Immutable and safe for use by several threads.
 */
public final class FhirPath {
  private final Expression expression;
  private final String text;

  private FhirPath(Expression expression, String text) {
    this.expression = expression;
    this.text = text;
  }

  /**
   * Compiles.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PATH-001 with the position where the expression
   *     is wrong or not supported
   */
  public static FhirPath compile(String expression) {
    return new FhirPath(Parser.parse(expression), expression);
  }

  /**
   * Whether an invariant holds. An empty result does not hold, as HL7's validator reads it; a
   * result that is no boolean holds.
   *
   * @param element the element the invariant is stated on
   * @param extras the {@code _name} object of a primitive element; null where there is none
   */
  public boolean holds(Scope scope, JsonNode element, JsonNode extras) {
    Item self = new Item(element, extras, Item.of(element).type());
    List<Item> result = expression.evaluate(scope, self, List.of(self));
    if (result.size() == 1 && result.get(0).isBoolean()) {
      return result.get(0).value().booleanValue();
    }
    return !result.isEmpty();
  }

  /** The values an expression yields from an element, as JSON. */
  public List<JsonNode> values(Scope scope, JsonNode element) {
    Item self = Item.of(element);
    return expression.evaluate(scope, self, List.of(self)).stream().map(Item::value).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
