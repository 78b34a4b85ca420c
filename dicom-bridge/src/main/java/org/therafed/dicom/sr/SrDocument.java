package org.therafed.dicom.sr;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * A structured report: its content tree and what the document says about itself.
 *
 * @param sopClassUid one of the SR storage classes
 * @param complete whether Completion Flag (0040,A491) is COMPLETE
 * @param verified whether Verification Flag (0040,A493) is VERIFIED
 */
public record SrDocument(String sopClassUid, boolean complete, boolean verified, ContentItem root) {
  public static final String ENHANCED = "1.2.840.10008.5.1.4.1.1.88.22";
  public static final String COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33";
  public static final String COMPREHENSIVE_3D = "1.2.840.10008.5.1.4.1.1.88.34";
  public static final String X_RAY_DOSE = "1.2.840.10008.5.1.4.1.1.88.67";
  public static final String RADIOPHARMACEUTICAL_DOSE = "1.2.840.10008.5.1.4.1.1.88.68";

  private static final String PREFIX = "1.2.840.10008.5.1.4.1.1.88.";

  /** Attributes of patient, study and equipment that a report of the same study repeats. */
  private static final Set<Integer> OF_STUDY =
      Set.of(
          Tag.SpecificCharacterSet,
          Tag.TimezoneOffsetFromUTC,
          Tag.PatientName,
          Tag.PatientID,
          Tag.IssuerOfPatientID,
          Tag.PatientBirthDate,
          Tag.PatientSex,
          Tag.StudyInstanceUID,
          Tag.StudyDate,
          Tag.StudyTime,
          Tag.StudyID,
          Tag.AccessionNumber,
          Tag.ReferringPhysicianName);

  /** Whether a data set claims to be a structured report. */
  public static boolean is(DataSet dataSet) {
    return dataSet.string(Tag.SOPClassUID).filter(uid -> uid.startsWith(PREFIX)).isPresent();
  }

  /**
   * Reads the document.
   *
   * @throws DicomFault {@link DicomFaultCode#SR_INVALID} where there is no content tree, {@link
   *     DicomFaultCode#SR_TOO_LARGE} beyond {@code 256} levels or {@code 500,000} items
   */
  public static SrDocument read(DataSet dataSet) {
    if (dataSet.string(Tag.ValueType).isEmpty() && dataSet.items(Tag.ContentSequence).isEmpty()) {
      throw DicomFault.of(
          DicomFaultCode.SR_INVALID,
          "neither Value Type (0040,A040) nor Content Sequence (0040,A730); no report");
    }
    return new SrDocument(
        dataSet.string(Tag.SOPClassUID).orElse(""),
        dataSet.string(Tag.CompletionFlag).filter("COMPLETE"::equals).isPresent(),
        dataSet.string(Tag.VerificationFlag).filter("VERIFIED"::equals).isPresent(),
        ContentReader.read(dataSet));
  }

  /** The concept name of the root: what kind of report it is. */
  public Optional<Code> title() {
    return root.name();
  }

  /**
   * Writes the document as a new instance of a study.
   *
   * @param study a header of the study: patient and study attributes are taken from it
   * @param identity where the report stands in the study, and its time
   * @param evidence headers of every object that the tree refers to
   * @throws DicomFault {@link DicomFaultCode#NOT_ENCODABLE} where text does not fit the study's
   *     character set, {@link DicomFaultCode#SR_INVALID} where evidence is missing
   */
  public DataSet write(DataSet study, SrIdentity identity, Collection<DataSet> evidence) {
    DataSet document = new DataSet();
    for (int tag : List.copyOf(OF_STUDY)) {
      study.element(tag).ifPresent(document::put);
    }
    if (!document.contains(Tag.SpecificCharacterSet)) {
      document.put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    }
    for (int empty : List.of(Tag.AccessionNumber, Tag.ReferringPhysicianName, Tag.StudyID)) {
      if (!document.contains(empty)) {
        document.put(empty, Dictionary.vr(empty));
      }
    }
    identity.write(document);
    document
        .put(Tag.SOPClassUID, VR.UI, sopClassUid)
        .put(Tag.Modality, VR.CS, "SR")
        .put(Tag.CompletionFlag, VR.CS, complete ? "COMPLETE" : "PARTIAL")
        .put(Tag.VerificationFlag, VR.CS, verified ? "VERIFIED" : "UNVERIFIED")
        .putItems(Tag.ReferencedPerformedProcedureStepSequence)
        .putItems(Tag.PerformedProcedureCodeSequence);
    SrEvidence.write(root, evidence, document);
    ContentWriter.write(root, document);
    return document;
  }
}
