package org.therafed.dicom.deidentify;

import java.util.Set;
import org.therafed.dicom.dataset.Tag;

/**
 * Numbers without which pixels or samples have no size, place or meaning, and which machines write:
 * they stay even where they happen to be as large as an identifier of four or five digits (1024
 * rows of a patient 1024, a b-value of 1000). An object that may not be without one that repeats a
 * longer identifier is refused, as no dummy stands for it.
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
          Tag.SamplingFrequency,
          Tag.DiffusionBValue,
          Tag.RepetitionTime,
          Tag.EchoTime,
          Tag.EffectiveEchoTime,
          Tag.InversionTime,
          Tag.InversionTimes,
          Tag.TriggerTime,
          Tag.NominalCardiacTriggerDelayTime,
          Tag.RRIntervalTimeNominal,
          Tag.SpectralWidth,
          Tag.ImagingFrequency,
          Tag.TransmitterFrequency,
          Tag.PixelBandwidth,
          Tag.ExposureTime,
          Tag.ExposureTimeInuS,
          Tag.ExposureTimeInms,
          Tag.XRayTubeCurrent,
          Tag.XRayTubeCurrentInuA,
          Tag.XRayTubeCurrentInmA,
          Tag.Exposure,
          Tag.ExposureInuAs,
          Tag.ExposureInmAs,
          Tag.FrameTime,
          Tag.FrameTimeVector,
          Tag.FrameDelay,
          Tag.FrameAcquisitionDuration,
          Tag.AcquisitionDuration,
          Tag.ReconstructionDiameter,
          Tag.DataCollectionDiameter,
          Tag.DistanceSourceToDetector,
          Tag.DistanceSourceToPatient,
          Tag.RTImageSID,
          Tag.SourceAxisDistance,
          Tag.RadiationMachineSAD,
          Tag.TotalPixelMatrixColumns,
          Tag.TotalPixelMatrixRows,
          Tag.ColumnPositionInTotalImagePixelMatrix,
          Tag.RowPositionInTotalImagePixelMatrix,
          Tag.ImagedVolumeWidth,
          Tag.ImagedVolumeHeight,
          Tag.NumberOfSurfacePoints,
          Tag.DataPointRows,
          Tag.DataPointColumns,
          Tag.DVHDoseScaling,
          Tag.DVHNumberOfBins,
          Tag.DVHData);

  private DecisiveNumbers() {}

  static boolean has(int tag) {
    return tag >>> 16 == IMAGE_GROUP || OTHERS.contains(tag);
  }
}
