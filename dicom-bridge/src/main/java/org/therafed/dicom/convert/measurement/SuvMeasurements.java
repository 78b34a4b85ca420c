package org.therafed.dicom.convert.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.quantity.RegionMeasures;
import org.therafed.dicom.quantity.SuvType;
import org.therafed.dicom.sr.Code;
import org.therafed.dicom.sr.Concepts;
import org.therafed.dicom.sr.Measurement;
import org.therafed.dicom.sr.MeasurementGroup;
import org.therafed.dicom.sr.Region;
import org.therafed.dicom.sr.SrNumber;

/**
 * Measures of a region of SUV as a group of PS3.16 TID 1411: maximum, mean and peak of the SUV,
 * metabolic volume by sum of voxels, total lesion glycolysis.
 */
public final class SuvMeasurements {
  private static final Code METABOLIC_VOLUME = Code.dcm("126032", "Metabolic Volume");
  private static final Code GLYCOLYSIS = Code.dcm("126033", "Total Lesion Glycolysis");
  private static final Code SUM_OF_VOXELS = Code.dcm("126030", "Sum of segmented voxel volumes");

  private SuvMeasurements() {}

  /**
   * The group of one lesion.
   *
   * @param trackingUid the lesion's id over time points
   * @param finding what it is taken to be
   * @param site where it lies
   * @param segment the voxels measured
   */
  public static MeasurementGroup group(
      RegionMeasures measures,
      SuvType type,
      String trackingIdentifier,
      String trackingUid,
      Code finding,
      Code site,
      Region.Segment segment) {
    Code name = Code.dcm(type.code(), type.display());
    List<Measurement> all = new ArrayList<>();
    all.add(derived(name, measures.maximum(), type, Concepts.MAXIMUM));
    all.add(derived(name, measures.mean(), type, Concepts.MEAN));
    if (measures.peak().isPresent()) {
      all.add(derived(name, measures.peak().getAsDouble(), type, Concepts.PEAK));
    }
    all.add(
        new Measurement(
            METABOLIC_VOLUME,
            SrNumber.of(measures.volumeMl(), "mL"),
            Optional.empty(),
            Optional.of(SUM_OF_VOXELS)));
    all.add(
        new Measurement(
            GLYCOLYSIS,
            SrNumber.of(measures.totalLesionGlycolysis(), type == SuvType.BSA ? "cm2" : "g"),
            Optional.empty(),
            Optional.empty()));
    return new MeasurementGroup(
        Optional.of(trackingIdentifier),
        Optional.of(trackingUid),
        Optional.of(finding),
        Optional.of(site),
        Optional.empty(),
        Optional.empty(),
        List.of(segment),
        all,
        List.of());
  }

  private static Measurement derived(Code name, double value, SuvType type, Code derivation) {
    return new Measurement(
        name, SrNumber.of(value, type.unit()), Optional.of(derivation), Optional.empty());
  }
}
