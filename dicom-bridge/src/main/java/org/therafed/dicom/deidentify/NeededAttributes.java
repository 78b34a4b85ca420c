package org.therafed.dicom.deidentify;

import org.therafed.dicom.dataset.Tag;

/**
 * What information objects of PS3.3 ask for, of the attributes that Table E.1-1 does not name and
 * whose text often has to go: a few of General Equipment, Frame of Reference, Content
 * Identification and of the macros of codes, segments and real-world values, chosen by hand. All
 * else that has to go is removed.
 */
final class NeededAttributes {
  private NeededAttributes() {}

  /** How an attribute without row in Table E.1-1 goes. */
  static Action removal(int tag) {
    return switch (tag) {
      // Type 1 somewhere, or a part without which a code or content item is none.
      case Tag.CodeValue,
          Tag.LongCodeValue,
          Tag.URNCodeValue,
          Tag.CodingSchemeDesignator,
          Tag.CodeMeaning,
          Tag.TextValue,
          Tag.Modality,
          Tag.Manufacturer,
          Tag.ManufacturerModelName,
          Tag.SoftwareVersions,
          Tag.PulseSequenceName,
          Tag.ContentLabel,
          Tag.LUTLabel,
          Tag.LUTExplanation,
          Tag.SegmentLabel,
          Tag.SegmentAlgorithmName,
          Tag.AlgorithmVersion,
          Tag.FiducialIdentifier,
          Tag.GraphicLayer ->
          Action.DUMMY;
      // Type 2 somewhere, type 1 nowhere.
      case Tag.PositionReferenceIndicator,
          Tag.PatientPosition,
          Tag.PatientOrientation,
          Tag.Laterality,
          Tag.ScanOptions,
          Tag.KVP,
          Tag.SeriesNumber,
          Tag.InstanceNumber,
          Tag.ContentDescription,
          Tag.ROIGenerationAlgorithm,
          Tag.RTROIInterpretedType ->
          Action.EMPTY;
      default -> Action.REMOVE;
    };
  }

  /**
   * Whether a sequence may stand without items. Of the two with X/Z, Acquisition Context Sequence
   * may, Referenced Study Sequence in the requests of reports only.
   */
  static boolean mayHaveNoItems(Scope scope, int tag) {
    return tag == Tag.AcquisitionContextSequence
        || scope.sequence() == Tag.ReferencedRequestSequence;
  }
}
