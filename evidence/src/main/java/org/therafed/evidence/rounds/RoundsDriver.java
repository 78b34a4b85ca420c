package org.therafed.evidence.rounds;

import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;

/** Runs a fit over sources in memory: asks each in turn and shows the fit the total. */
public final class RoundsDriver {

  private RoundsDriver() {}

  /** The finding over all sources' rows together. */
  public static <R extends Result> Finding<R> run(
      IterativeFit<R> fit, List<? extends RoundSource> sources) {
    for (Optional<RoundRequest> ask = fit.next(); ask.isPresent(); ask = fit.next()) {
      RoundSums total = RoundSums.empty();
      for (RoundSource source : sources) {
        total = total.merge(source.answer(ask.get()));
      }
      fit.take(total);
    }
    return fit.finding();
  }
}
