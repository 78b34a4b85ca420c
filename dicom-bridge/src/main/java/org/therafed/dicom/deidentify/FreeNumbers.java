package org.therafed.dicom.deidentify;

import java.util.Set;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * Numbers that people or information systems may choose freely, so that a short one may be an
 * identifier: series, acquisitions, counts, selector values, and those of makers. All other numbers
 * of the standard are quantities with a unit, sizes of what is in the object, or keys that its
 * items are told apart by: among them four and five digits are met by chance (1000 mm, 1024 rows, a
 * b-value of 1000), and to take one out would lose a dose, a position or a reference for nothing.
 */
final class FreeNumbers {
  /** Selector values are copies of any attribute. */
  private static final int HANGING_PROTOCOLS = 0x0072;

  /** Radiotherapy: fractions, indices and keys. */
  private static final int RADIOTHERAPY = 0x30;

  /** Of type 1 in a few objects, and typed or counted in most. */
  private static final Set<Integer> CHOSEN = Set.of(Tag.SeriesNumber, Tag.AcquisitionNumber);

  /** Written by machines: type 2 and 3, integers by their representation only. */
  private static final Set<Integer> MEASURED =
      Set.of(
          Tag.InstanceNumber,
          Tag.XRayTubeCurrent,
          Tag.ExposureInuAs,
          Tag.HeartRate,
          Tag.NominalInterval,
          Tag.IntervalsAcquired,
          Tag.IntervalsRejected,
          Tag.ScanLength,
          Tag.CountRate,
          Tag.FieldOfViewDimensions,
          Tag.FocalDistance,
          Tag.GeneratorPower,
          Tag.TriggerVector,
          Tag.TemporalPositionIdentifier,
          Tag.WaveformChannelNumber,
          Tag.NumberOfTemporalPositions,
          Tag.NumberOfPhaseEncodingSteps);

  private FreeNumbers() {}

  /** Whether an attribute, of a representation, is one. */
  static boolean has(int tag, VR vr) {
    int group = tag >>> 16;
    if ((group & 1) == 1 || CHOSEN.contains(tag)) {
      return true;
    }
    return (vr == VR.IS || group == HANGING_PROTOCOLS)
        && group >>> 8 != RADIOTHERAPY
        && NeededNumbers.of(tag) != NeededNumbers.Fate.REFUSED
        && !MEASURED.contains(tag);
  }
}
