package org.therafed.evidence.partial;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One number of a result, as a table prints it. Whatever a result holds besides for code, this is
 * what its readers get.
 *
 * @param quantity what it is, such as {@code survival} or {@code median}
 * @param of which one of these, by key: {@code time=365}, {@code group=arm A}; empty if there is
 *     one
 * @param value the estimate; empty where there is none (a median not reached)
 * @param lower lower confidence limit; empty if there is none or it is unbounded
 * @param upper upper confidence limit; empty if there is none or it is unbounded
 * @param level confidence level of the limits; empty if the number has none
 * @param unit UCUM code ({@code 1}, {@code d}, {@code %}), or an ISO 4217 currency
 */
public record Estimate(
    String quantity,
    SortedMap<String, String> of,
    OptionalDouble value,
    OptionalDouble lower,
    OptionalDouble upper,
    OptionalDouble level,
    String unit) {

  public Estimate {
    Objects.requireNonNull(quantity, "quantity");
    Objects.requireNonNull(unit, "unit");
    of = Collections.unmodifiableSortedMap(new TreeMap<>(of));
    finite(value);
    finite(lower);
    finite(upper);
  }

  /** A number without limits. */
  public static Estimate of(String quantity, double value, String unit) {
    OptionalDouble none = OptionalDouble.empty();
    return new Estimate(
        quantity, new TreeMap<>(), OptionalDouble.of(value), none, none, none, unit);
  }

  /** A count, of unit 1. */
  public static Estimate count(String quantity, long count) {
    return of(quantity, (double) count, "1");
  }

  /** A number with its confidence interval. */
  public static Estimate of(String quantity, double value, Interval interval, String unit) {
    return of(quantity, value, unit)
        .within(
            OptionalDouble.of(interval.lower()),
            OptionalDouble.of(interval.upper()),
            interval.level());
  }

  /** A number that may not exist, such as a median that is not reached. */
  public static Estimate of(String quantity, OptionalDouble value, String unit) {
    OptionalDouble none = OptionalDouble.empty();
    return new Estimate(quantity, new TreeMap<>(), value, none, none, none, unit);
  }

  /** The same number with limits, each of which may be missing. */
  public Estimate within(OptionalDouble lowerLimit, OptionalDouble upperLimit, double ofLevel) {
    return new Estimate(
        quantity,
        of,
        value,
        lowerLimit,
        upperLimit,
        OptionalDouble.of(Levels.check(ofLevel)),
        unit);
  }

  /** The same number, said which one of its kind it is. */
  public Estimate at(String key, Object cell) {
    Map<String, String> keys = new TreeMap<>(of);
    keys.put(key, cell instanceof Double number ? plain(number) : String.valueOf(cell));
    return new Estimate(quantity, new TreeMap<>(keys), value, lower, upper, level, unit);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static void finite(OptionalDouble number) {
    if (number.isPresent() && !Double.isFinite(number.getAsDouble())) {
      throw EvidenceCode.ESTIMATE_NOT_FINITE.with(number.getAsDouble());
    }
  }
}
