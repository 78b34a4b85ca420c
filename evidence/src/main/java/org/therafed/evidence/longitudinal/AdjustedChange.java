package org.therafed.evidence.longitudinal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.therafed.evidence.longitudinal.mixed.Contrast;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Adjusted mean changes and their differences.
 *
 * @param basis n: persons with a measurement; events: measurements
 * @param measure UCUM code of the measurements
 * @param means by arm and visit, at the mean baseline
 * @param differences of each further arm to the first, by visit
 * @param covariance the covariance within persons, by name
 */
public record AdjustedChange(
    Basis basis,
    String measure,
    List<VisitMean> means,
    List<VisitDifference> differences,
    Map<String, Double> covariance)
    implements Result {

  /** Mean change of an arm at a visit. */
  public record VisitMean(String arm, String visit, Contrast change) {}

  /** Mean change of an arm less that of the first, at a visit. */
  public record VisitDifference(String arm, String visit, Contrast difference) {}

  public AdjustedChange {
    means = List.copyOf(means);
    differences = List.copyOf(differences);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (VisitMean mean : means) {
      all.add(
          estimate("adjusted mean change", mean.change())
              .at("arm", mean.arm())
              .at("visit", mean.visit()));
    }
    for (VisitDifference difference : differences) {
      all.add(
          estimate("difference", difference.difference())
              .at("arm", difference.arm())
              .at("visit", difference.visit()));
    }
    return all;
  }

  private Estimate estimate(String quantity, Contrast contrast) {
    return Estimate.of(quantity, contrast.value(), contrast.interval(), measure);
  }
}
