package org.therafed.profiles.fhirpath;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operators, and the steps of a path. */
final class Operators {
  private Operators() {}

  static Expression chain(Expression left, Expression step) {
    return (scope, self, focus) -> {
      List<Item> items = left.evaluate(scope, self, focus);
      return step.evaluate(scope, self, items);
    };
  }

  /** A member by name; a leading type name, as in {@code Patient.name}, is the resource itself. */
  static Expression member(String name) {
    boolean typeName = Character.isUpperCase(name.charAt(0));
    return (scope, self, focus) -> {
      List<Item> found = new ArrayList<>();
      for (Item item : focus) {
        if (typeName && name.equals(item.type())) {
          found.add(item);
        } else {
          item.addChildren(name, found);
        }
      }
      return found;
    };
  }

  static Expression index(Expression left, Expression position) {
    return (scope, self, focus) -> {
      List<Item> items = left.evaluate(scope, self, focus);
      List<Item> at = position.evaluate(scope, self, focus);
      if (at.size() != 1 || !at.get(0).isNumber()) {
        return List.of();
      }
      int index = at.get(0).value().intValue();
      return index < 0 || index >= items.size() ? List.of() : List.of(items.get(index));
    };
  }

  static Expression binary(String operator, Expression left, Expression right) {
    return switch (operator) {
      case "and", "or", "xor", "implies" -> logic(operator, left, right);
      case "|" ->
          (scope, self, focus) ->
              union(left.evaluate(scope, self, focus), right.evaluate(scope, self, focus));
      case "in" ->
          (scope, self, focus) ->
              membership(left.evaluate(scope, self, focus), right.evaluate(scope, self, focus));
      case "contains" ->
          (scope, self, focus) ->
              membership(right.evaluate(scope, self, focus), left.evaluate(scope, self, focus));
      case "&" ->
          (scope, self, focus) ->
              List.of(
                  Item.of(
                      text(left.evaluate(scope, self, focus))
                          + text(right.evaluate(scope, self, focus))));
      case "=", "!=", "~", "!~" -> equality(operator, left, right);
      case "<", "<=", ">", ">=" -> comparison(operator, left, right);
      default -> arithmetic(operator, left, right);
    };
  }

  /** Three-valued logic: empty is unknown. */
  private static Expression logic(String operator, Expression left, Expression right) {
    return (scope, self, focus) -> {
      Boolean a = truth(left.evaluate(scope, self, focus));
      if (Boolean.FALSE.equals(a) && operator.equals("and")) {
        return List.of(Item.of(false));
      }
      if (Boolean.TRUE.equals(a) && operator.equals("or")) {
        return List.of(Item.of(true));
      }
      if (Boolean.FALSE.equals(a) && operator.equals("implies")) {
        return List.of(Item.of(true));
      }
      Boolean result = decide(operator, a, truth(right.evaluate(scope, self, focus)));
      return result == null ? List.of() : List.of(Item.of(result));
    };
  }

  /** What the left side has not decided alone; null for unknown. */
  private static Boolean decide(String operator, Boolean a, Boolean b) {
    boolean conjunction = operator.equals("and");
    if (!operator.equals("xor") && b != null && b != conjunction) {
      return !conjunction;
    }
    if (a == null || b == null) {
      return null;
    }
    return operator.equals("xor") ? (Boolean) !a.equals(b) : b;
  }

  /** A collection as a truth value; null for empty. One item that is no boolean counts as true. */
  static Boolean truth(List<Item> items) {
    if (items.isEmpty()) {
      return null;
    }
    Item first = items.get(0);
    return items.size() > 1 || !first.isBoolean() || first.value().booleanValue();
  }

  static String text(List<Item> items) {
    return items.isEmpty() ? "" : items.get(0).text();
  }

  static List<Item> union(List<Item> left, List<Item> right) {
    List<Item> all = new ArrayList<>(left);
    all.addAll(right);
    return distinct(all);
  }

  static List<Item> distinct(List<Item> items) {
    List<Item> kept = new ArrayList<>(items.size());
    for (Item item : items) {
      if (!Equality.contains(kept, item)) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static List<Item> membership(List<Item> one, List<Item> in) {
    return one.size() == 1 ? List.of(Item.of(Equality.contains(in, one.get(0)))) : List.of();
  }

  private static Expression equality(String operator, Expression left, Expression right) {
    boolean equivalent = operator.endsWith("~");
    boolean negated = operator.startsWith("!");
    return (scope, self, focus) -> {
      List<Item> a = left.evaluate(scope, self, focus);
      List<Item> b = right.evaluate(scope, self, focus);
      if (!equivalent && (a.isEmpty() || b.isEmpty())) {
        return List.of();
      }
      boolean same = equivalent ? Equality.equivalent(a, b) : Equality.equal(a, b);
      return List.of(Item.of(same != negated));
    };
  }

  private static Expression comparison(String operator, Expression left, Expression right) {
    return (scope, self, focus) -> {
      List<Item> a = left.evaluate(scope, self, focus);
      List<Item> b = right.evaluate(scope, self, focus);
      if (a.size() != 1 || b.size() != 1) {
        return List.of();
      }
      Optional<Integer> order = Order.compare(a.get(0), b.get(0));
      if (order.isEmpty()) {
        return List.of();
      }
      int sign = order.get();
      boolean holds =
          switch (operator) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case ">" -> sign > 0;
            default -> sign >= 0;
          };
      return List.of(Item.of(holds));
    };
  }

  private static Expression arithmetic(String operator, Expression left, Expression right) {
    return (scope, self, focus) -> {
      List<Item> a = left.evaluate(scope, self, focus);
      List<Item> b = right.evaluate(scope, self, focus);
      if (a.size() != 1 || b.size() != 1) {
        return List.of();
      }
      if (operator.equals("+") && !a.get(0).isNumber()) {
        return List.of(Item.of(a.get(0).text() + b.get(0).text()));
      }
      if (!a.get(0).isNumber() || !b.get(0).isNumber()) {
        return List.of();
      }
      return calculate(operator, a.get(0).value().decimalValue(), b.get(0).value().decimalValue());
    };
  }

  private static List<Item> calculate(String operator, BigDecimal a, BigDecimal b) {
    boolean divides = !operator.equals("+") && !operator.equals("-") && !operator.equals("*");
    if (divides && b.signum() == 0) {
      return List.of();
    }
    BigDecimal result =
        switch (operator) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          case "/" -> a.divide(b, MathContext.DECIMAL64);
          case "div" -> a.divideToIntegralValue(b);
          default -> a.remainder(b);
        };
    return List.of(Item.of(result));
  }
}
