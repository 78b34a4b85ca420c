package org.therafed.evidence.cost.effectiveness;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * Utility over time as a line through its measurements, level before the first and after the last.
 */
final class UtilityLine {
  private final double[] days;
  private final double[] utilities;
  private final double rate;

  UtilityLine(double[] days, double[] utilities, double yearlyDiscount) {
    if (days.length == 0 || days.length != utilities.length) {
      throw EvidenceCode.COST_FRAME.with(utilities.length + " utilities");
    }
    for (int i = 0; i < days.length; i++) {
      boolean later = i == 0 || days[i] > days[i - 1];
      if (!later || !Double.isFinite(days[i]) || !(utilities[i] <= 1 && utilities[i] > -10)) {
        throw EvidenceCode.COST_FRAME.with("a utility of " + utilities[i]);
      }
    }
    this.days = days;
    this.utilities = utilities;
    this.rate = Math.log1p(yearlyDiscount) / CostFrame.YEAR_DAYS;
  }

  /** Years, adjusted and discounted, between two days. */
  double area(double from, double to) {
    double sum = 0;
    double at = from;
    for (double day : days) {
      if (day > at && day < to) {
        sum += piece(at, day);
        at = day;
      }
    }
    return (sum + piece(at, to)) / CostFrame.YEAR_DAYS;
  }

  /** ∫ u(t) e^(−rt) dt over a stretch without a measurement inside, where u is a line. */
  private double piece(double from, double to) {
    double first = at(from);
    double last = at(to);
    double width = to - from;
    if (rate == 0) {
      return width * (first + last) / 2;
    }
    double slope = (last - first) / width;
    double start = Math.exp(-rate * from);
    double end = Math.exp(-rate * to);
    return (first * start - last * end) / rate + slope * (start - end) / (rate * rate);
  }

  private double at(double day) {
    int last = days.length - 1;
    if (day <= days[0]) {
      return utilities[0];
    }
    if (day >= days[last]) {
      return utilities[last];
    }
    int i = 1;
    while (days[i] < day) {
      i++;
    }
    double part = (day - days[i - 1]) / (days[i] - days[i - 1]);
    return utilities[i - 1] + part * (utilities[i] - utilities[i - 1]);
  }
}
