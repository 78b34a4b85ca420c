package org.therafed.profiles.fhirpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The functions, by name. */
final class Functions {
  /** What a function of a collection alone makes of it. */
  private static final Map<String, Function<List<Item>, List<Item>>> PLAIN = new HashMap<>();

  static {
    PLAIN.put("empty", items -> of(items.isEmpty()));
    PLAIN.put("count", items -> List.of(Item.of(items.size())));
    PLAIN.put("not", Functions::not);
    PLAIN.put("hasValue", items -> of(items.size() == 1 && items.get(0).hasValue()));
    PLAIN.put("children", Functions::children);
    PLAIN.put("descendants", Functions::descendants);
    PLAIN.put("distinct", Operators::distinct);
    PLAIN.put("isDistinct", items -> of(Operators.distinct(items).size() == items.size()));
    PLAIN.put("first", items -> items.isEmpty() ? items : items.subList(0, 1));
    PLAIN.put(
        "last", items -> items.isEmpty() ? items : items.subList(items.size() - 1, items.size()));
    PLAIN.put("tail", items -> items.size() < 2 ? List.of() : items.subList(1, items.size()));
    PLAIN.put("single", items -> items.size() == 1 ? items : List.of());
    PLAIN.put("allTrue", items -> of(items.stream().allMatch(Functions::isTrue)));
    PLAIN.put("anyTrue", items -> of(items.stream().anyMatch(Functions::isTrue)));
    PLAIN.put("allFalse", items -> of(items.stream().noneMatch(Functions::isTrue)));
    PLAIN.put("anyFalse", items -> of(!items.stream().allMatch(Functions::isTrue)));
    PLAIN.put("toString", items -> text(items, Item::of));
    PLAIN.put("length", items -> text(items, t -> Item.of(t.length())));
    PLAIN.put("lower", items -> text(items, t -> Item.of(t.toLowerCase(Locale.ROOT))));
    PLAIN.put("upper", items -> text(items, t -> Item.of(t.toUpperCase(Locale.ROOT))));
    PLAIN.put("trim", items -> text(items, t -> Item.of(t.strip())));
    PLAIN.put("toInteger", items -> number(items, true));
    PLAIN.put("toDecimal", items -> number(items, false));
    PLAIN.put("htmlChecks", items -> of(items.stream().allMatch(Narrative::isAllowed)));
  }

  private Functions() {}

  /** A function applied to its arguments; empty where there is none of the name. */
  static Optional<Expression> compile(String name, List<Expression> arguments) {
    if (arguments.isEmpty() && PLAIN.containsKey(name)) {
      Function<List<Item>, List<Item>> function = PLAIN.get(name);
      return Optional.of((scope, self, focus) -> function.apply(focus));
    }
    if (arguments.isEmpty()) {
      return Optional.ofNullable(
          switch (name) {
            case "exists" -> (scope, self, focus) -> of(!focus.isEmpty());
            case "resolve" -> (scope, self, focus) -> resolve(scope, focus);
            default -> null;
          });
    }
    return Optional.ofNullable(withArguments(name, arguments));
  }

  private static Expression withArguments(String name, List<Expression> arguments) {
    Expression first = arguments.get(0);
    return switch (name) {
      case "where" -> (scope, self, focus) -> filter(scope, focus, first);
      case "exists" -> (scope, self, focus) -> of(!filter(scope, focus, first).isEmpty());
      case "all" -> (scope, self, focus) -> of(filter(scope, focus, first).size() == focus.size());
      case "select" -> (scope, self, focus) -> select(scope, focus, first);
      case "repeat" -> (scope, self, focus) -> repeat(scope, focus, first);
      case "iif" -> conditional(arguments);
      case "trace" -> (scope, self, focus) -> focus;
      case "extension" -> (scope, self, focus) -> extensions(focus, argument(scope, self, first));
      case "union" -> (scope, self, focus) -> Operators.union(focus, other(scope, self, first));
      case "combine" ->
          (scope, self, focus) -> {
            List<Item> all = new ArrayList<>(focus);
            all.addAll(other(scope, self, first));
            return all;
          };
      case "intersect" ->
          (scope, self, focus) -> {
            List<Item> others = other(scope, self, first);
            return keep(focus, item -> Equality.contains(others, item));
          };
      case "exclude" ->
          (scope, self, focus) -> {
            List<Item> others = other(scope, self, first);
            return keep(focus, item -> !Equality.contains(others, item));
          };
      case "subsetOf" ->
          (scope, self, focus) -> {
            List<Item> others = other(scope, self, first);
            return of(focus.stream().allMatch(item -> Equality.contains(others, item)));
          };
      default -> Texts.compile(name, arguments);
    };
  }

  static List<Item> of(boolean value) {
    return List.of(Item.of(value));
  }

  private static boolean isTrue(Item item) {
    return item.isBoolean() && item.value().booleanValue();
  }

  /** The text of an argument, seen from {@code $this}. */
  static String argument(Scope scope, Item self, Expression argument) {
    return Operators.text(other(scope, self, argument));
  }

  private static List<Item> other(Scope scope, Item self, Expression argument) {
    return argument.evaluate(scope, self, List.of(self));
  }

  private static List<Item> not(List<Item> items) {
    Boolean truth = Operators.truth(items);
    return truth == null ? List.of() : of(!truth);
  }

  private static List<Item> text(List<Item> items, Function<String, Item> function) {
    return (items.size() == 1 && items.get(0).hasValue())
        ? List.of(function.apply(items.get(0).text()))
        : List.of();
  }

  private static List<Item> number(List<Item> items, boolean whole) {
    String form = whole ? "[+-]?\\d{1,10}" : "[+-]?\\d{1,30}(\\.\\d{1,30})?";
    if (items.size() != 1 || !items.get(0).text().matches(form)) {
      return List.of();
    }
    return List.of(Item.of(new BigDecimal(items.get(0).text())));
  }

  private static List<Item> filter(Scope scope, List<Item> focus, Expression criterion) {
    return keep(
        focus,
        item ->
            Boolean.TRUE.equals(Operators.truth(criterion.evaluate(scope, item, List.of(item)))));
  }

  private static List<Item> keep(List<Item> items, Predicate<Item> wanted) {
    List<Item> kept = new ArrayList<>(items.size());
    for (Item item : items) {
      if (wanted.test(item)) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static List<Item> select(Scope scope, List<Item> focus, Expression projection) {
    List<Item> all = new ArrayList<>();
    for (Item item : focus) {
      all.addAll(projection.evaluate(scope, item, List.of(item)));
    }
    return all;
  }

  private static List<Item> repeat(Scope scope, List<Item> focus, Expression projection) {
    List<Item> all = new ArrayList<>();
    List<Item> next = focus;
    while (!next.isEmpty()) {
      next = keep(select(scope, next, projection), item -> !Equality.contains(all, item));
      all.addAll(next);
    }
    return all;
  }

  private static Expression conditional(List<Expression> arguments) {
    return (scope, self, focus) -> {
      boolean holds =
          Boolean.TRUE.equals(Operators.truth(arguments.get(0).evaluate(scope, self, focus)));
      if (holds) {
        return arguments.get(1).evaluate(scope, self, focus);
      }
      return arguments.size() > 2 ? arguments.get(2).evaluate(scope, self, focus) : List.of();
    };
  }

  private static List<Item> extensions(List<Item> focus, String url) {
    List<Item> found = new ArrayList<>();
    for (Item item : focus) {
      item.addChildren("extension", found);
    }
    return keep(found, item -> item.value().path("url").asText().equals(url));
  }

  private static List<Item> children(List<Item> items) {
    List<Item> all = new ArrayList<>();
    for (Item item : items) {
      all.addAll(item.children());
    }
    return all;
  }

  private static List<Item> descendants(List<Item> items) {
    List<Item> all = new ArrayList<>();
    List<Item> level = children(items);
    while (!level.isEmpty()) {
      all.addAll(level);
      level = children(level);
    }
    return all;
  }

  private static List<Item> resolve(Scope scope, List<Item> focus) {
    List<Item> found = new ArrayList<>();
    for (Item item : focus) {
      JsonNode reference = item.value().isObject() ? item.value().path("reference") : item.value();
      JsonNode target =
          reference.isTextual() ? scope.references().resolve(reference.textValue()) : null;
      if (target != null) {
        found.add(Item.of(target));
      }
    }
    return found;
  }
}
