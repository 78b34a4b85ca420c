package org.therafed.dicom.convert.imagingstudy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomDateTime;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.sr.Administration;
import org.therafed.profiles.terminology.Systems;

/**
 * The injections of a study, each once: those of dose reports first, then those of images that no
 * report tells of. Where both tell of one, the report's numbers are kept and the difference is
 * noted; nothing is averaged.
 */
final class StudyTracers {
  private static final long SECONDS_PER_MINUTE = 60;

  /** Differences that rounding does not explain: a minute, 1 % (our choice). */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private static final double ACTIVITY = 0.01;

  private final ConvertContext context;
  private final Notes notes;
  private final StudyReports reports;
  private final TracerReader reader;
  private final Map<String, Tracer> tracers = new LinkedHashMap<>();
  private final Map<String, Administration> events = new LinkedHashMap<>();

  StudyTracers(ConvertContext context, Notes notes, StudyReports reports) {
    this.context = context;
    this.notes = notes;
    this.reports = reports;
    this.reader = new TracerReader(context, notes);
  }

  /** Adds administrations, products and reported organ doses to the bundle, and says so in it. */
  void add(Bundle bundle, ImagingStudy study, String studyUid, List<DataSet> headers) {
    for (StudyReports.Reported reported : reports.administrations()) {
      Administration event = reported.event();
      reader
          .read(reported.header(), reports.information(reported))
          .map(tracer -> reports.tracer(tracer, reported))
          .ifPresent(tracer -> ofReport(tracer, event));
    }
    ofImages(ImagingStudyConverter.bySeriesAndNumber(headers));
    TracerMapper mapper = new TracerMapper(context);
    Map<String, Medication> products = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Tracer tracer : byStart()) {
      Medication product = mapper.product(tracer);
      products.putIfAbsent(product.getIdPart(), product);
      String patientId = study.getSubject().getReferenceElement().getIdPart();
      MedicationAdministration administration =
          mapper.administration(tracer, id(tracer, studyUid, counts), patientId, product);
      study.addExtension(
          context.profile("tracer"),
          new Reference("MedicationAdministration/" + administration.getIdPart()));
      ImagingStudyConverter.add(bundle, administration);
      Optional.ofNullable(events.get(tracer.key())).stream()
          .flatMap(event -> reports.organDoses(event, administration, study).stream())
          .forEach(dose -> ImagingStudyConverter.add(bundle, dose));
    }
    products.values().forEach(product -> ImagingStudyConverter.add(bundle, product));
    if (tracers.values().stream().anyMatch(tracer -> tracer.activityRecord().isEmpty())) {
      notes.add(
          Code.ACTIVITY_NOT_MEASURED,
          "Images state the administered activity, not its measurement before and after; no"
              + " activity record was made");
    }
    postInjection(study, headers);
  }

  private List<Tracer> byStart() {
    return tracers.values().stream()
        .sorted(
            Comparator.comparing((Tracer t) -> t.start().toInstant()).thenComparing(Tracer::key))
        .toList();
  }

  /**
   * By nuclide and place in the study, not by the start: a dose report that comes after the images
   * and corrects the start must give a new version of the same administration, not a second one.
   */
  private static String id(Tracer tracer, String studyUid, Map<String, Integer> counts) {
    int place = counts.merge(tracer.nuclide().name(), 1, Integer::sum);
    return ResourceKeys.of("tracer", studyUid, tracer.nuclide().name(), Integer.toString(place));
  }

  private void ofReport(Tracer tracer, Administration event) {
    if (tracers.putIfAbsent(tracer.key(), tracer) == null) {
      events.put(tracer.key(), event);
    }
  }

  private void ofImages(List<DataSet> ordered) {
    boolean empty = false;
    for (DataSet header : ordered) {
      if (!TracerReader.carriesTracer(header)) {
        continue;
      }
      empty |= statesNothing(header);
      for (DataSet item : header.items(Tag.RadiopharmaceuticalInformationSequence)) {
        reader.read(header, item).ifPresent(this::ofImage);
      }
    }
    if (empty) {
      notes.add(
          Code.TRACER_SEQUENCE_EMPTY,
          "Radiopharmaceutical Information Sequence (0054,0016) is empty; no tracer was made of"
              + " it");
    }
  }

  private void ofImage(Tracer tracer) {
    for (Tracer known : tracers.values()) {
      if (known.reported() && known.sameInjection(tracer)) {
        compare(known, tracer);
        return;
      }
    }
    Tracer earlier = tracers.putIfAbsent(tracer.key(), tracer);
    if (earlier != null && !earlier.activity().equals(tracer.activity())) {
      notes.add(
          Code.TRACER_VALUES_DISAGREE,
          "Images of the study state different activities of one injection; the one of the first"
              + " series is kept");
    }
  }

  private void compare(Tracer report, Tracer image) {
    Duration apart = Duration.between(report.start(), image.start()).abs();
    double activity =
        Math.abs(report.activity().value() - image.activity().value()) / report.activity().value();
    if (apart.compareTo(CLOCKS) > 0 || activity > ACTIVITY) {
      notes.add(
          Code.TRACER_REPORT_DISAGREES,
          "Dose report and image of one injection differ by "
              + apart.toSeconds()
              + " s in its start and "
              + Math.round(1000 * activity) / 10.0
              + " % in its activity; the report's are kept");
    }
  }

  private void postInjection(ImagingStudy study, List<DataSet> headers) {
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

  /** Whether the sequence is there but holds no item, or only items without attributes. */
  private static boolean statesNothing(DataSet header) {
    return header.contains(Tag.RadiopharmaceuticalInformationSequence)
        && header.items(Tag.RadiopharmaceuticalInformationSequence).stream()
            .allMatch(DataSet::isEmpty);
  }
}
