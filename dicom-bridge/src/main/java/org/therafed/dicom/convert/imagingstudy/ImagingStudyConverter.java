package org.therafed.dicom.convert.imagingstudy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomDateTime;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.profiles.terminology.Systems;

/**
 * Image headers of one study, of any modality, to Patient and ImagingStudy; of PET and nuclear
 * medicine images also the tracer's Medication and MedicationAdministration. Pure: the same headers
 * give the same resources with the same ids.
 */
public final class ImagingStudyConverter {
  private static final long SECONDS_PER_MINUTE = 60;

  private ImagingStudyConverter() {}

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
    tracers(bundle, study, patient, studyUid, headers, context, notes);
    add(bundle, study);
    return IdentifiedBundle.of(bundle, key, notes.list());
  }

  private static void tracers(
      Bundle bundle,
      ImagingStudy study,
      Patient patient,
      String studyUid,
      List<DataSet> headers,
      ConvertContext context,
      Notes notes) {
    TracerReader reader = new TracerReader(context, notes);
    Map<String, Tracer> tracers = new LinkedHashMap<>();
    boolean empty = false;
    for (DataSet header : bySeriesAndNumber(headers)) {
      empty |= TracerReader.carriesTracer(header) && statesNothing(header);
      for (DataSet item : header.items(Tag.RadiopharmaceuticalInformationSequence)) {
        if (TracerReader.carriesTracer(header)) {
          reader.read(header, item).ifPresent(tracer -> keep(tracers, tracer, notes));
        }
      }
    }
    if (empty) {
      notes.add(
          Code.TRACER_SEQUENCE_EMPTY,
          "Radiopharmaceutical Information Sequence (0054,0016) is empty; no tracer was made of it");
    }
    TracerMapper mapper = new TracerMapper(context);
    Map<String, Medication> products = new LinkedHashMap<>();
    for (Tracer tracer : tracers.values()) {
      Medication product = mapper.product(tracer);
      products.putIfAbsent(product.getIdPart(), product);
      MedicationAdministration administration =
          mapper.administration(tracer, studyUid, patient.getIdPart(), product);
      study.addExtension(
          context.profile("tracer"),
          new Reference("MedicationAdministration/" + administration.getIdPart()));
      add(bundle, administration);
    }
    products.values().forEach(product -> add(bundle, product));
    if (!tracers.isEmpty()) {
      notes.add(
          Code.ACTIVITY_NOT_MEASURED,
          "Images state the administered activity, not its measurement before and after; no"
              + " activity record was made");
    }
    postInjection(study, tracers, headers, reader, context, notes);
  }

  private static void keep(Map<String, Tracer> tracers, Tracer tracer, Notes notes) {
    Tracer earlier = tracers.putIfAbsent(tracer.key(), tracer);
    if (earlier != null && !earlier.activity().equals(tracer.activity())) {
      notes.add(
          Code.TRACER_VALUES_DISAGREE,
          "Images of the study state different activities of one injection; the one of the first"
              + " series is kept");
    }
  }

  /** The order in which disagreeing images are asked must not depend on their arrival. */
  private static List<DataSet> bySeriesAndNumber(List<DataSet> headers) {
    return headers.stream()
        .sorted(
            Comparator.comparingInt((DataSet h) -> h.integer(Tag.SeriesNumber).orElse(0))
                .thenComparing(h -> h.string(Tag.SeriesInstanceUID).orElse(""))
                .thenComparingInt(h -> h.integer(Tag.InstanceNumber).orElse(0))
                .thenComparing(h -> h.string(Tag.SOPInstanceUID).orElse("")))
        .toList();
  }

  private static void postInjection(
      ImagingStudy study,
      Map<String, Tracer> tracers,
      List<DataSet> headers,
      TracerReader reader,
      ConvertContext context,
      Notes notes) {
    if (tracers.size() > 1) {
      notes.add(
          Code.SEVERAL_TRACERS,
          tracers.size() + " injections in one study; no single time after injection is stated");
      return;
    }
    Optional<DicomDateTime> scan =
        headers.stream()
            .filter(TracerReader::carriesTracer)
            .map(TracerReader::scanStart)
            .flatMap(Optional::stream)
            .min(Comparator.comparing(time -> time.instant(context.siteZone())));
    Optional<Tracer> tracer = tracers.values().stream().findFirst();
    if (tracer.isPresent() && scan.isPresent()) {
      reader
          .postInjection(tracer.get(), scan.get())
          .ifPresent(
              time -> study.addExtension(context.profile("post-injection-time"), minutes(time)));
    }
  }

  private static org.hl7.fhir.r4.model.Duration minutes(Duration time) {
    org.hl7.fhir.r4.model.Duration duration = new org.hl7.fhir.r4.model.Duration();
    duration
        .setValue(
            BigDecimal.valueOf(time.toSeconds())
                .divide(BigDecimal.valueOf(SECONDS_PER_MINUTE), 1, RoundingMode.HALF_UP))
        .setUnit("min")
        .setSystem(Systems.UCUM)
        .setCode("min");
    return duration;
  }

  private static void add(Bundle bundle, Resource resource) {
    bundle.addEntry().setResource(resource);
  }

  /** Whether the sequence is there but holds no item, or only items without attributes. */
  private static boolean statesNothing(DataSet header) {
    return header.contains(Tag.RadiopharmaceuticalInformationSequence)
        && header.items(Tag.RadiopharmaceuticalInformationSequence).stream()
            .allMatch(DataSet::isEmpty);
  }
}
