package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;

/**
 * Onset and resolution, on unrounded data.
 *
 * @param basis n (persons at risk), events (persons with the event), sites, method, warnings
 * @param onset time without the event, of everybody
 * @param onsetAmongAffected the same of those who had it; no data if nobody had
 * @param resolution time until the first event was resolved; no data if nobody had it
 */
public record OnsetResult(
    Basis basis,
    Finding<SurvivalCurve> onset,
    Finding<SurvivalCurve> onsetAmongAffected,
    Finding<SurvivalCurve> resolution)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(Estimate.count("persons with the event", events()));
    onset.result().ifPresent(c -> all.add(median("median time to onset", c)));
    onsetAmongAffected
        .result()
        .ifPresent(c -> all.add(median("median time to onset among those affected", c)));
    resolution.result().ifPresent(c -> all.add(median("median time to resolution", c)));
    return all;
  }

  private static Estimate median(String quantity, SurvivalCurve curve) {
    SurvivalQuantile median = curve.median();
    return Estimate.of(quantity, median.timeDays(), "d")
        .within(median.lowerDays(), median.upperDays(), curve.level());
  }
}
