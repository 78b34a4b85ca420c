package org.therafed.dicom.sr;

import java.util.List;
import java.util.Optional;

/**
 * What was measured on one region, TID 1501, 1410 and 1411.
 *
 * @param trackingIdentifier the lesion's name in the reader's words
 * @param trackingUid the lesion's id over time points
 * @param finding what the region is taken to be
 * @param site where it lies
 * @param laterality of the site
 * @param method for all numbers of the group that name none
 * @param evaluations further coded statements, name and value
 */
public record MeasurementGroup(
    Optional<String> trackingIdentifier,
    Optional<String> trackingUid,
    Optional<Code> finding,
    Optional<Code> site,
    Optional<Code> laterality,
    Optional<Code> method,
    List<Region> regions,
    List<Measurement> measurements,
    List<Evaluation> evaluations) {

  /** A coded statement that is no number. */
  public record Evaluation(Code name, Code value) {}

  public MeasurementGroup {
    regions = List.copyOf(regions);
    measurements = List.copyOf(measurements);
    evaluations = List.copyOf(evaluations);
  }
}
