package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.List;
import org.therafed.evidence.partial.Method;

/** Cost per course as published. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class DisclosedCost implements DisclosedResult {

  /**
   * A mean amount.
   *
   * @param mean per course, a multiple of {@code step}
   * @param lower lower limit, rounded down to the step; like {@code upper} it follows from the
   *     other printed numbers and contains the exact one
   * @param upper upper limit, rounded up to the step
   * @param sd standard deviation, to a step of at least the mean over the root of n
   * @param step precision: at least what one course contributes to the mean on average
   */
  public record Amount(double mean, double lower, double upper, double sd, double step) {}

  /**
   * A component of cost.
   *
   * @param component its name
   * @param amount over all courses; null if withheld
   */
  public record Component(String component, Amount amount) {}

  private final long courses;
  private final int sites;
  private final String currency;
  private final int priceYear;
  private final double level;
  private final Amount total;
  private final List<Component> components;
  private final Method method;

  DisclosedCost(
      long courses,
      int sites,
      String currency,
      int priceYear,
      double level,
      Amount total,
      List<Component> components,
      Method method) {
    this.courses = courses;
    this.sites = sites;
    this.currency = currency;
    this.priceYear = priceYear;
    this.level = level;
    this.total = total;
    this.components = List.copyOf(components);
    this.method = method;
  }

  /** Courses, rounded. */
  public long courses() {
    return courses;
  }

  /** Contributing sites. */
  public int sites() {
    return sites;
  }

  /** ISO 4217 code. */
  public String currency() {
    return currency;
  }

  /** Calendar year whose prices these are. */
  public int priceYear() {
    return priceYear;
  }

  /** Confidence level of all limits, kept at least. */
  public double level() {
    return level;
  }

  /** All components together. */
  public Amount total() {
    return total;
  }

  /** By component, largest first, withheld ones last by name. */
  public List<Component> components() {
    return components;
  }

  /** What was computed. */
  public Method method() {
    return method;
  }

  @Override
  public String kind() {
    return "cost";
  }
}
