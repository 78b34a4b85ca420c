package org.therafed.dicom.convert.imagingstudy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomDateTime;
import org.therafed.dicom.dataset.Tag;

/** General Study and Series modules (PS3.3 C.7.2.1, C.7.3.1) to atr-imaging-study. */
final class StudyMapper {
  static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";

  private final ConvertContext context;
  private final Notes notes;

  StudyMapper(ConvertContext context, Notes notes) {
    this.context = context;
    this.notes = notes;
  }

  static String id(String studyUid) {
    return ResourceKeys.of("study", studyUid);
  }

  ImagingStudy map(String studyUid, String patientId, List<DataSet> headers) {
    ImagingStudy study = new ImagingStudy();
    study.setId(id(studyUid));
    study.getMeta().addProfile(context.profile("atr-imaging-study"));
    study.addIdentifier().setSystem("urn:dicom:uid").setValue("urn:oid:" + studyUid);
    study.setStatus(ImagingStudy.ImagingStudyStatus.AVAILABLE);
    study.setSubject(new Reference("Patient/" + patientId));
    DataSet first = headers.get(0);
    accession(first).ifPresent(study::addBasedOn);
    first.string(Tag.StudyDescription).ifPresent(study::setDescription);
    started(study, headers);
    series(study, headers);
    return study;
  }

  /** R4 has accession as an identifier of the request; R6 keeps only this place. */
  private static Optional<Reference> accession(DataSet header) {
    return header
        .string(Tag.AccessionNumber)
        .map(
            number -> {
              Identifier identifier = new Identifier().setValue(number);
              identifier.setType(
                  new CodeableConcept(
                      new Coding(
                          "http://terminology.hl7.org/CodeSystem/v2-0203",
                          "ACSN",
                          "Accession ID")));
              return new Reference().setType("ServiceRequest").setIdentifier(identifier);
            });
  }

  private void started(ImagingStudy study, List<DataSet> headers) {
    Optional<DicomDateTime> started =
        headers.stream()
            .map(h -> h.dateTime(Tag.StudyDate, Tag.StudyTime))
            .flatMap(Optional::stream)
            .findFirst()
            .or(() -> earliestSeries(headers));
    if (started.isEmpty()) {
      notes.add(Code.STARTED_UNKNOWN, "Neither Study Date nor Series Date is legible");
      return;
    }
    if (started.get().hasTime() && started.get().offset().isEmpty()) {
      notes.add(
          Code.ZONE_ASSUMED,
          "Timezone Offset From UTC (0008,0201) is absent; the site's zone was taken");
    }
    study.setStartedElement(FhirTimes.of(started.get(), context));
  }

  private Optional<DicomDateTime> earliestSeries(List<DataSet> headers) {
    return headers.stream()
        .map(h -> h.dateTime(Tag.SeriesDate, Tag.SeriesTime))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(t -> t.instant(context.siteZone())));
  }

  private void series(ImagingStudy study, List<DataSet> headers) {
    Map<String, List<DataSet>> bySeries = new LinkedHashMap<>();
    for (DataSet header : headers) {
      bySeries
          .computeIfAbsent(Required.uid(header, Tag.SeriesInstanceUID), uid -> new ArrayList<>())
          .add(header);
    }
    List<ImagingStudy.ImagingStudySeriesComponent> all = new ArrayList<>();
    bySeries.forEach((uid, instances) -> all.add(oneSeries(uid, instances)));
    all.sort(
        Comparator.comparingInt(ImagingStudy.ImagingStudySeriesComponent::getNumber)
            .thenComparing(ImagingStudy.ImagingStudySeriesComponent::getUid));
    TreeSet<String> modalities = new TreeSet<>();
    int instances = 0;
    for (ImagingStudy.ImagingStudySeriesComponent series : all) {
      study.addSeries(series);
      modalities.add(series.getModality().getCode());
      instances += series.getNumberOfInstances();
    }
    modalities.forEach(code -> study.addModality(new Coding().setSystem(DCM).setCode(code)));
    study.setNumberOfSeries(all.size());
    study.setNumberOfInstances(instances);
  }

  private ImagingStudy.ImagingStudySeriesComponent oneSeries(String uid, List<DataSet> headers) {
    ImagingStudy.ImagingStudySeriesComponent series =
        new ImagingStudy.ImagingStudySeriesComponent();
    DataSet first = headers.get(0);
    series.setUid(uid);
    first.integer(Tag.SeriesNumber).ifPresent(n -> setNumber(series, n));
    series.setModality(
        new Coding().setSystem(DCM).setCode(first.string(Tag.Modality).orElse("OT")));
    first.string(Tag.SeriesDescription).ifPresent(series::setDescription);
    first
        .dateTime(Tag.SeriesDate, Tag.SeriesTime)
        .ifPresent(t -> series.setStartedElement(FhirTimes.of(t, context)));
    Map<String, DataSet> instances = new LinkedHashMap<>();
    for (DataSet header : headers) {
      if (instances.putIfAbsent(Required.uid(header, Tag.SOPInstanceUID), header) != null) {
        notes.add(Code.DUPLICATE_INSTANCE, "An instance came more than once; counted once");
      }
    }
    instances.forEach((instanceUid, header) -> series.addInstance(instance(instanceUid, header)));
    series.setNumberOfInstances(instances.size());
    return series;
  }

  private static void setNumber(ImagingStudy.ImagingStudySeriesComponent series, int number) {
    if (number >= 0) {
      series.setNumber(number);
    }
  }

  private static ImagingStudy.ImagingStudySeriesInstanceComponent instance(
      String uid, DataSet header) {
    String sopClass = Required.uid(header, Tag.SOPClassUID);
    ImagingStudy.ImagingStudySeriesInstanceComponent instance =
        new ImagingStudy.ImagingStudySeriesInstanceComponent();
    instance.setUid(uid);
    instance.setSopClass(
        new Coding().setSystem("urn:ietf:rfc:3986").setCode("urn:oid:" + sopClass));
    header
        .integer(Tag.InstanceNumber)
        .ifPresent(
            number -> {
              if (number >= 0) {
                instance.setNumber(number);
              }
            });
    return instance;
  }
}
