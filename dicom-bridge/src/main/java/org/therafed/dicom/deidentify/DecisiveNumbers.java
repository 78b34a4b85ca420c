package org.therafed.dicom.deidentify;

import java.util.Set;
import org.therafed.dicom.dataset.Tag;

/**
 * Numbers without which pixels have no size, place or meaning: they stay even where they happen to
 * be as large as an identifier of four or five digits (1024 rows of a patient 1024).
 */
final class DecisiveNumbers {
  /** Rows, columns, bits, spacing, scaling, windows. */
  private static final int IMAGE_GROUP = 0x0028;

  private static final Set<Integer> OTHERS =
      Set.of(
          Tag.NumberOfFrames,
          Tag.InstanceNumber,
          Tag.SliceThickness,
          Tag.SpacingBetweenSlices,
          Tag.SliceLocation,
          Tag.ImagePositionPatient,
          Tag.ImageOrientationPatient,
          Tag.NumberOfSlices,
          Tag.NumberOfTimeSlices,
          Tag.ActualFrameDuration,
          Tag.FrameReferenceTime,
          Tag.RadionuclideTotalDose,
          Tag.RadionuclideHalfLife,
          Tag.DecayFactor,
          Tag.DoseCalibrationFactor,
          Tag.PatientWeight,
          Tag.PatientSize,
          Tag.DoseGridScaling,
          Tag.ContourData,
          Tag.NumberOfContourPoints,
          Tag.ReferencedFrameNumber,
          Tag.NumberOfWaveformChannels,
          Tag.NumberOfWaveformSamples,
          Tag.SamplingFrequency);

  private DecisiveNumbers() {}

  static boolean has(int tag) {
    return tag >>> 16 == IMAGE_GROUP || OTHERS.contains(tag);
  }
}
