package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.List;
import org.therafed.evidence.partial.Method;

/** A survival curve as published: on a monthly grid, or at landmarks where the cohort is small. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class DisclosedSurvival implements DisclosedResult {

  /**
   * The curve at a grid month.
   *
   * @param month months since the index date, one decimal
   * @param survival 0 to 1, a multiple of {@code step}; carried on until enough further events
   * @param lower lower limit, 0.1 %; null while nothing has happened yet
   * @param upper upper limit, 0.1 %; null while nothing has happened yet
   * @param atRisk people at risk, rounded
   * @param step precision of the survival value; 0 while it is 1 by definition
   */
  public record Month(
      double month, double survival, Double lower, Double upper, long atRisk, double step) {}

  /**
   * A time as published.
   *
   * @param value months to one decimal; null if not reached within the published curve
   * @param lower lower limit, a month of the published curve; null if not published
   * @param upper upper limit, a month of the published curve; null if not reached or not published
   */
  public record Months(Double value, Double lower, Double upper) {}

  private final long n;
  private final int sites;
  private final double level;
  private final boolean landmarksOnly;
  private final List<Month> curve;
  private final Months median;
  private final Months medianFollowUp;
  private final Method method;

  DisclosedSurvival(
      long n,
      int sites,
      double level,
      boolean landmarksOnly,
      List<Month> curve,
      Months median,
      Months medianFollowUp,
      Method method) {
    this.n = n;
    this.sites = sites;
    this.level = level;
    this.landmarksOnly = landmarksOnly;
    this.curve = List.copyOf(curve);
    this.median = median;
    this.medianFollowUp = medianFollowUp;
    this.method = method;
  }

  /** People, rounded. */
  public long n() {
    return n;
  }

  /** Contributing sites. */
  public int sites() {
    return sites;
  }

  /** Confidence level of all limits, kept at least. */
  public double level() {
    return level;
  }

  /** Whether only landmark values are given, because the cohort is small. */
  public boolean landmarksOnly() {
    return landmarksOnly;
  }

  /** The curve, month by month, up to where too few are at risk. */
  public List<Month> curve() {
    return curve;
  }

  /** Median survival; its value is null if not reached or not published. */
  public Months median() {
    return median;
  }

  /**
   * Median follow-up by reverse Kaplan–Meier, without limits; its value is null if not reached or
   * not published.
   */
  public Months medianFollowUp() {
    return medianFollowUp;
  }

  /** What was computed. */
  public Method method() {
    return method;
  }

  @Override
  public String kind() {
    return "survival";
  }
}
