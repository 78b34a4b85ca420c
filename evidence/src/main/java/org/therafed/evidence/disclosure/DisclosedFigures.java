package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.List;
import java.util.Map;
import org.therafed.evidence.partial.Method;

/** Coarsened numbers of a result by group, time or stage; what may not be shown is left out. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class DisclosedFigures implements DisclosedResult {

  /**
   * One number.
   *
   * @param quantity such as {@code cumulative incidence}
   * @param of which one, such as {@code group=a}, {@code month=6}
   * @param value coarsened
   * @param lower lower limit, rounded down; null if there is none
   * @param upper upper limit, rounded up; null if there is none
   * @param level confidence level of the limits, kept at least; null without limits
   * @param unit UCUM code
   */
  public record Figure(
      String quantity,
      Map<String, String> of,
      double value,
      Double lower,
      Double upper,
      Double level,
      String unit) {}

  private final long n;
  private final int sites;
  private final List<Figure> figures;
  private final Method method;

  DisclosedFigures(long n, int sites, List<Figure> figures, Method method) {
    this.n = n;
    this.sites = sites;
    this.figures = List.copyOf(figures);
    this.method = method;
  }

  /** People or rows of the whole question, rounded. */
  public long n() {
    return n;
  }

  /** Contributing sites. */
  public int sites() {
    return sites;
  }

  /** The numbers, in the order of a table. */
  public List<Figure> figures() {
    return figures;
  }

  /** What was computed. */
  public Method method() {
    return method;
  }

  @Override
  public String kind() {
    return "figures";
  }
}
