package org.therafed.evidence.cost;

import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/** One site's courses for {@link CostQuantileFit}: answers how many cost at most what is asked. */
public final class CostQuantileSource implements RoundSource {
  private final double[] sorted;
  private final String model;

  /**
   * @param fit whose questions are answered; others are refused
   * @param rows one site's courses
   */
  public CostQuantileSource(CostQuantileFit fit, Iterable<CostRow> rows) {
    model = fit.model();
    double[] totals = new double[64];
    int size = 0;
    for (CostRow row : rows) {
      if (size == totals.length) {
        totals = Arrays.copyOf(totals, size * 2);
      }
      totals[size++] = row.total();
    }
    sorted = Arrays.copyOf(totals, size);
    Arrays.sort(sorted);
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    if (request.version() != RoundRequest.VERSION || !request.model().equals(model)) {
      throw EvidenceCode.ROUND_SHAPE.with("another model");
    }
    if (sorted.length == 0) {
      return RoundSums.empty();
    }
    double[] answer = new double[2 + request.parameters().size()];
    answer[0] = (double) sorted.length;
    answer[1] = 1;
    for (int i = 0; i < request.parameters().size(); i++) {
      answer[2 + i] = (double) atMost(request.parameters().get(i));
    }
    return new RoundSums(answer);
  }

  private int atMost(double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
