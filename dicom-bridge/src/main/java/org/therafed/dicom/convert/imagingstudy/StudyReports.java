package org.therafed.dicom.convert.imagingstudy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.sr.Administration;
import org.therafed.dicom.sr.MeasurementReport;
import org.therafed.dicom.sr.SrDocument;
import org.therafed.dicom.sr.XRayDose;

/**
 * The structured reports of a study: each is read once; one that cannot be read is noted and does
 * not keep the rest of the study back.
 */
final class StudyReports {

  /**
   * One report.
   *
   * @param header as it came
   */
  record Report(DataSet header, SrDocument document) {}

  /** An administration of a dose report, with the header of the report. */
  record Reported(DataSet header, Administration event) {}

  private final List<Report> reports = new ArrayList<>();
  private final DoseReportReader doses;
  private final ConvertContext context;
  private final Notes notes;

  StudyReports(List<DataSet> ordered, ConvertContext context, Notes notes) {
    this.context = context;
    this.notes = notes;
    this.doses = new DoseReportReader(notes);
    for (DataSet header : ordered) {
      if (SrDocument.is(header)) {
        read(header).ifPresent(reports::add);
      }
    }
  }

  private Optional<Report> read(DataSet header) {
    try {
      SrDocument document = SrDocument.read(header);
      if (XRayDose.is(document)) {
        notes.add(
            Code.X_RAY_DOSE_NOT_CARRIED,
            "An X-ray dose report came; the registry has no profile for X-ray dose");
      }
      return Optional.of(new Report(header, document));
    } catch (DicomFault e) {
      notes.add(Code.REPORT_UNREADABLE, "A structured report cannot be read: " + e.code().code());
      return Optional.empty();
    }
  }

  /** The administrations of all dose reports. */
  List<Reported> administrations() {
    List<Reported> found = new ArrayList<>();
    for (Report report : reports) {
      for (Administration event : doses.read(report.document())) {
        found.add(new Reported(report.header(), event));
      }
    }
    return found;
  }

  /** What a tracer of a report has beyond one of an image. */
  Tracer tracer(Tracer tracer, Reported reported) {
    return tracer.reported(
        new ActivityRecord(context, notes, doses, reported.header()).of(tracer, reported.event()));
  }

  /** What a report states of an administration, in the attributes of an image. */
  DataSet information(Reported reported) {
    return doses.information(reported.event(), reported.header());
  }

  /** Organ doses that a report states for an administration that was kept. */
  List<Resource> organDoses(
      Administration event, MedicationAdministration administration, ImagingStudy study) {
    return new OrganDoseMapper(context, notes).map(event, administration, study);
  }

  /** Measurements of TID 1500 reports, and the lesions they are of. */
  List<Resource> measurements(ImagingStudy study) {
    List<Resource> resources = new ArrayList<>();
    for (Report report : reports) {
      if (MeasurementReport.is(report.document())) {
        String uid = Required.uid(report.header(), Tag.SOPInstanceUID);
        MeasurementReport measured = MeasurementReport.of(report.document());
        if (measured.unread() > 0) {
          notes.add(
              Code.REPORT_ITEMS_NOT_CARRIED,
              measured.unread() + " items of a measurement report have no place in the registry");
        }
        resources.addAll(new MeasurementMapper(context, notes).map(measured, uid, study));
      }
    }
    return resources;
  }
}
