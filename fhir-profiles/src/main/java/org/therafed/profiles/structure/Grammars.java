package org.therafed.profiles.structure;

import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.therafed.profiles.terminology.UcumLibrary;

/** Code systems whose codes are not listed but formed by rules. */
final class Grammars {
  static final String UCUM = "http://unitsofmeasure.org";

  private static final int LONGEST_UNIT = 64;
  private static final int MOST_UNITS = 10_000;

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");

  private static final Map<String, Predicate<String>> ALL =
      Map.of(
          // BCP 47: language, script, region, variants, extensions.
          "urn:ietf:bcp:47",
          form("[A-Za-z]{2,8}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\\d{3}))?(-[A-Za-z0-9]{1,8})*"),
          "urn:ietf:bcp:13",
          form("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\\s*;\\s*[^;]+)*"),
          "urn:iso:std:iso:4217",
          currencies()::contains,
          UCUM,
          Grammars::isUnit);

  private static final ConcurrentMap<String, Boolean> UNITS = new ConcurrentHashMap<>();

  private Grammars() {}

  /** The rule of a code system; null where it has none. */
  static Predicate<String> of(String system) {
    return ALL.get(system);
  }

  private static Predicate<String> form(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }

  private static Set<String> currencies() {
    return Currency.getAvailableCurrencies().stream()
        .map(Currency::getCurrencyCode)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a text is a UCUM unit (<a href="https://ucum.org/ucum">the grammar of UCUM</a>). */
  static boolean isUnit(String code) {
    if (code.length() > LONGEST_UNIT) {
      return false;
    }
    Boolean known = UNITS.get(code);
    if (known != null) {
      return known;
    }
    // The library reads no number that an int cannot hold; UCUM bounds none.
    boolean valid = NUMBER.matcher(code).matches() || UcumLibrary.isUnit(code);
    // What senders write is bounded by what units there are, but a sender may be hostile.
    if (UNITS.size() < MOST_UNITS) {
      UNITS.put(code, valid);
    }
    return valid;
  }
}
