package org.therafed.profiles.fhirpath;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The functions on text that take arguments. */
final class Texts {
  /** Expressions hold few patterns, all of them from definitions, never from records. */
  private static final ConcurrentMap<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private Texts() {}

  /** The function; null where there is none of the name. */
  static Expression compile(String name, List<Expression> arguments) {
    Expression first = arguments.get(0);
    return switch (name) {
      case "startsWith" -> with(first, (text, part) -> Item.of(text.startsWith(part)));
      case "endsWith" -> with(first, (text, part) -> Item.of(text.endsWith(part)));
      case "contains" -> with(first, (text, part) -> Item.of(text.contains(part)));
      case "indexOf" -> with(first, (text, part) -> Item.of(text.indexOf(part)));
      case "matches" -> matches(first);
      case "matchesFull" ->
          with(first, (text, regex) -> Item.of(pattern(regex).matcher(text).matches()));
      case "replace" -> replace(arguments, false);
      case "replaceMatches" -> replace(arguments, true);
      case "substring" -> substring(arguments);
      default -> null;
    };
  }

  private static Pattern pattern(String regex) {
    return PATTERNS.computeIfAbsent(regex, text -> Pattern.compile(text, Pattern.DOTALL));
  }

  /** The pattern nearly always stands in the expression: it is then compiled with it. */
  private static Expression matches(Expression argument) {
    if (!(argument instanceof Constant literal)) {
      return with(argument, (text, regex) -> Item.of(pattern(regex).matcher(text).find()));
    }
    Pattern pattern = pattern(Operators.text(literal.items()));
    return (scope, self, focus) ->
        focus.size() == 1 && focus.get(0).hasValue()
            ? Functions.of(pattern.matcher(focus.get(0).text()).find())
            : List.of();
  }

  private static Expression with(Expression argument, BiFunction<String, String, Item> function) {
    return (scope, self, focus) -> {
      if (focus.size() != 1 || !focus.get(0).hasValue()) {
        return List.of();
      }
      String other = Functions.argument(scope, self, argument);
      return List.of(function.apply(focus.get(0).text(), other));
    };
  }

  private static Expression replace(List<Expression> arguments, boolean regex) {
    return (scope, self, focus) -> {
      if (focus.size() != 1 || !focus.get(0).hasValue()) {
        return List.of();
      }
      String from = Functions.argument(scope, self, arguments.get(0));
      String to = Functions.argument(scope, self, arguments.get(1));
      String text = focus.get(0).text();
      return List.of(
          Item.of(regex ? pattern(from).matcher(text).replaceAll(to) : text.replace(from, to)));
    };
  }

  private static Expression substring(List<Expression> arguments) {
    return (scope, self, focus) -> {
      if (focus.size() != 1 || !focus.get(0).hasValue()) {
        return List.of();
      }
      String text = focus.get(0).text();
      int start = Integer.parseInt(Functions.argument(scope, self, arguments.get(0)));
      if (start < 0 || start >= text.length()) {
        return List.of();
      }
      if (arguments.size() == 1) {
        return List.of(Item.of(text.substring(start)));
      }
      int length = Integer.parseInt(Functions.argument(scope, self, arguments.get(1)));
      return List.of(Item.of(text.substring(start, Math.min(text.length(), start + length))));
    };
  }
}
