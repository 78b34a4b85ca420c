package org.therafed.evidence.cost.censored;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * Sums over the persons who left at one time in one way.
 *
 * @param persons how many; with bootstrap weights, their sum
 * @param amounts by interval
 * @param squares of their totals
 */
public record ExitSums(long persons, List<Double> amounts, double squares) {
  public ExitSums {
    amounts = List.copyOf(amounts);
    if (persons < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(persons);
    }
    double all = squares;
    for (double amount : amounts) {
      all += Math.abs(amount);
    }
    if (!Double.isFinite(all) || squares < 0) {
      throw EvidenceCode.COST_NOT_FINITE.with(all);
    }
  }

  static ExitSums none(int intervals) {
    return new ExitSums(0, Collections.nCopies(intervals, 0.0), 0);
  }

  ExitSums plus(ExitSums other) {
    if (amounts.size() != other.amounts.size()) {
      throw EvidenceCode.COST_INTERVALS.with(amounts.size() + " and " + other.amounts.size());
    }
    List<Double> sums = new ArrayList<>();
    for (int k = 0; k < amounts.size(); k++) {
      sums.add(amounts.get(k) + other.amounts.get(k));
    }
    return new ExitSums(persons + other.persons, sums, squares + other.squares);
  }

  double total() {
    return amounts.stream().mapToDouble(Double::doubleValue).sum();
  }
}
