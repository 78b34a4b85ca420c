package org.therafed.profiles.fhirpath;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    String extras = "_" + name;
    return (scope, self, focus) -> {
      List<Item> found = new ArrayList<>();
      for (Item item : focus) {
        if (typeName && name.equals(item.type())) {
          found.add(item);
        } else {
          item.addChildren(name, extras, found);
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
      case "|" -> new Union(left, right);
      case "in" -> membership(left, right);
      case "contains" -> membership(right, left);
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

  /** A union of several parts; of literals alone, it is made once. */
  static Expression union(List<Expression> parts) {
    if (parts.stream().allMatch(Constant.class::isInstance)) {
      List<Item> all = new ArrayList<>();
      parts.forEach(part -> all.addAll(((Constant) part).items()));
      Constant whole = Constant.of(all);
      return whole.texts() == null ? Constant.of(distinct(all)) : distinctTexts(all);
    }
    Expression union = parts.get(0);
    for (Expression part : parts.subList(1, parts.size())) {
      union = binary("|", union, part);
    }
    return union;
  }

  private static Constant distinctTexts(List<Item> items) {
    Map<String, Item> byText = new LinkedHashMap<>();
    items.forEach(item -> byText.putIfAbsent(item.value().textValue(), item));
    return Constant.of(List.copyOf(byText.values()));
  }

  /** Three-valued logic: empty is unknown. */
  private static Expression logic(String operator, Expression left, Expression right) {
    boolean conjunction = operator.equals("and");
    Boolean decisive = operator.equals("xor") ? null : (Boolean) operator.equals("or");
    return (scope, self, focus) -> {
      Boolean a = truth(left.evaluate(scope, self, focus));
      if (a != null && a.equals(decisive)) {
        return Functions.of(!conjunction);
      }
      Boolean result = decide(operator, a, truth(right.evaluate(scope, self, focus)));
      return result == null ? List.of() : Functions.of(result);
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

  private static Expression membership(Expression one, Expression in) {
    if (in instanceof Constant listed) {
      return (scope, self, focus) -> {
        List<Item> item = one.evaluate(scope, self, focus);
        return item.size() == 1 ? Functions.of(listed.contains(item.get(0))) : List.of();
      };
    }
    return (scope, self, focus) -> {
      List<Item> item = one.evaluate(scope, self, focus);
      return item.size() == 1 ? Functions.of(isIn(item.get(0), in, scope, self, focus)) : List.of();
    };
  }

  /**
   * A union is looked through part by part: dom-3 asks four times for all that is in a resource.
   */
  private static boolean isIn(Item item, Expression in, Scope scope, Item self, List<Item> focus) {
    return in instanceof Union union
        ? isIn(item, union.left(), scope, self, focus)
            || isIn(item, union.right(), scope, self, focus)
        : Equality.contains(in.evaluate(scope, self, focus), item);
  }

  private record Union(Expression left, Expression right) implements Expression {
    @Override
    public List<Item> evaluate(Scope scope, Item self, List<Item> focus) {
      return union(left.evaluate(scope, self, focus), right.evaluate(scope, self, focus));
    }
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
      return Functions.of(same != negated);
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
      return Functions.of(holds);
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
