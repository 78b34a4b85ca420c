package org.therafed.evidence.cost.tariff;

import java.time.LocalDate;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * What is paid for a case of a group: a price (DRG), or points times the value of a point (DIP, the
 * regional points budget).
 *
 * @param code of the group
 * @param from first day it holds
 * @param to last day it holds
 * @param points 1 for a price; otherwise the group's points
 * @param pointValue the price, or what one point is worth
 */
public record Tariff(String code, LocalDate from, LocalDate to, double points, double pointValue) {
  public Tariff {
    if (code == null || code.isBlank() || to.isBefore(from)) {
      throw EvidenceCode.TARIFF_IMPOSSIBLE.with("no code, or an end before its start");
    }
    if (!(points >= 0 && Double.isFinite(points))
        || !(pointValue >= 0 && Double.isFinite(pointValue))) {
      throw EvidenceCode.TARIFF_IMPOSSIBLE.with(points + " points of " + pointValue);
    }
  }

  /** A price per case. */
  public static Tariff price(String code, LocalDate from, LocalDate to, double price) {
    return new Tariff(code, from, to, 1, price);
  }

  /** What a case is paid. */
  public double payment() {
    return points * pointValue;
  }

  boolean holdsOn(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
