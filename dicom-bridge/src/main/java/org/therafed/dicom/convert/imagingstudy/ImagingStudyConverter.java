package org.therafed.dicom.convert.imagingstudy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;

/**
 * Headers of one study, of any modality, to Patient and ImagingStudy; of PET and nuclear medicine
 * images and of radiopharmaceutical dose reports also the tracer's Medication and
 * MedicationAdministration, and the reported organ doses; of measurement reports the measurements
 * and lesions. Pure: the same headers give the same resources with the same ids.
 */
public final class ImagingStudyConverter {
  private ImagingStudyConverter() {}

  /** Whom a header, or a match of a query, is about; empty where it has no Patient ID. */
  public static Optional<PatientKey> patient(DataSet header, ConvertContext context) {
    return header
        .string(Tag.PatientID)
        .filter(id -> !id.isBlank())
        .map(id -> new PatientMapper(context, new Notes()).key(header));
  }

  /** The id of the ImagingStudy that {@link #convert} makes of a study with this UID. */
  public static String studyId(String studyUid) {
    return StudyMapper.id(studyUid);
  }

  /**
   * Converts the headers that have arrived of a study; called again when more have.
   *
   * @param headers of one study and one patient, one or more
   * @throws DicomFault {@link DicomFaultCode#NOT_ONE_STUDY} where they are of several, {@link
   *     DicomFaultCode#MISSING_IDENTITY} where a UID or the patient id is empty
   */
  public static IdentifiedBundle convert(List<DataSet> headers, ConvertContext context) {
    if (headers.isEmpty()) {
      throw DicomFault.of(DicomFaultCode.NOT_ONE_STUDY, "no instance; one or more needed");
    }
    Notes notes = new Notes();
    PatientMapper patients = new PatientMapper(context, notes);
    String studyUid = Required.uid(headers.get(0), Tag.StudyInstanceUID);
    PatientKey key = patients.key(headers.get(0));
    for (DataSet header : headers) {
      if (!Required.uid(header, Tag.StudyInstanceUID).equals(studyUid)
          || !patients.key(header).equals(key)) {
        throw DicomFault.of(
            DicomFaultCode.NOT_ONE_STUDY, "the instances are of several studies or patients");
      }
    }
    Optional<LocalDate> studyDate = headers.get(0).date(Tag.StudyDate);
    Patient patient = patients.map(key, headers, studyDate);
    ImagingStudy study =
        new StudyMapper(context, notes).map(studyUid, patient.getIdPart(), headers);
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.COLLECTION);
    add(bundle, patient);
    StudyReports reports = new StudyReports(bySeriesAndNumber(headers), context, notes);
    new StudyTracers(context, notes, reports).add(bundle, study, studyUid, headers);
    reports.measurements(study).forEach(resource -> add(bundle, resource));
    add(bundle, study);
    return IdentifiedBundle.of(bundle, key, notes.list());
  }

  /** The order in which disagreeing images are asked must not depend on their arrival. */
  static List<DataSet> bySeriesAndNumber(List<DataSet> headers) {
    return headers.stream()
        .sorted(
            Comparator.comparingInt((DataSet h) -> h.integer(Tag.SeriesNumber).orElse(0))
                .thenComparing(h -> h.string(Tag.SeriesInstanceUID).orElse(""))
                .thenComparingInt(h -> h.integer(Tag.InstanceNumber).orElse(0))
                .thenComparing(h -> h.string(Tag.SOPInstanceUID).orElse("")))
        .toList();
  }

  static void add(Bundle bundle, Resource resource) {
    bundle.addEntry().setResource(resource);
  }
}
