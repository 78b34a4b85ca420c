package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.List;
import java.util.Map;
import org.therafed.evidence.partial.Method;

/** A regression model as published: its effects to two significant digits. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class DisclosedModel implements DisclosedResult {

  /**
   * One number of the model.
   *
   * @param quantity such as {@code hazard ratio}
   * @param of which one, such as {@code term=age}
   * @param value two significant digits
   * @param lower two significant digits, rounded down; null if there is none
   * @param upper two significant digits, rounded up; null if there is none
   * @param level confidence level of the limits, kept at least; null without limits
   */
  public record Effect(
      String quantity,
      Map<String, String> of,
      double value,
      Double lower,
      Double upper,
      Double level) {}

  private final long n;
  private final int sites;
  private final List<Effect> effects;
  private final List<String> warnings;
  private final Method method;

  DisclosedModel(long n, int sites, List<Effect> effects, List<String> warnings, Method method) {
    this.n = n;
    this.sites = sites;
    this.effects = List.copyOf(effects);
    this.warnings = List.copyOf(warnings);
    this.method = method;
  }

  /** Persons, rounded. */
  public long n() {
    return n;
  }

  /** Contributing sites. */
  public int sites() {
    return sites;
  }

  /** In the order of the model's terms. */
  public List<Effect> effects() {
    return effects;
  }

  /** What a reader must know before using the numbers. */
  public List<String> warnings() {
    return warnings;
  }

  /** What was computed. */
  public Method method() {
    return method;
  }

  @Override
  public String kind() {
    return "model";
  }
}
