package org.therafed.evidence.longitudinal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.therafed.evidence.longitudinal.mixed.Contrast;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Slopes per year.
 *
 * @param basis n: persons with a measurement; events: measurements
 * @param measure UCUM code per year
 * @param slopes by arm
 * @param differences of each further arm to the first
 * @param covariance the covariance parameters by name, times in years
 */
public record SlopeResult(
    Basis basis,
    String measure,
    List<ArmSlope> slopes,
    List<ArmSlope> differences,
    Map<String, Double> covariance)
    implements Result {

  /** A slope, or the difference of two. */
  public record ArmSlope(String arm, Contrast perYear) {}

  public SlopeResult {
    slopes = List.copyOf(slopes);
    differences = List.copyOf(differences);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    slopes.forEach(slope -> all.add(estimate("slope", slope)));
    differences.forEach(difference -> all.add(estimate("difference of slopes", difference)));
    return all;
  }

  private Estimate estimate(String quantity, ArmSlope slope) {
    Contrast perYear = slope.perYear();
    return Estimate.of(quantity, perYear.value(), perYear.interval(), measure)
        .at("arm", slope.arm());
  }
}
