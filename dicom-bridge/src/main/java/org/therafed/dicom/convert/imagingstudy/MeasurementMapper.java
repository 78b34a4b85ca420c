package org.therafed.dicom.convert.imagingstudy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.sr.Code;
import org.therafed.dicom.sr.Measurement;
import org.therafed.dicom.sr.MeasurementGroup;
import org.therafed.dicom.sr.MeasurementReport;
import org.therafed.dicom.sr.Observer;
import org.therafed.profiles.terminology.Systems;

/**
 * Measurements of a TID 1500 report to atr-imaging-measurement, and tracked lesions to atr-lesion.
 * The measurement is of the time of the images, not of the report.
 */
final class MeasurementMapper {
  /** PS3.5 section 9.1. */
  private static final Pattern UID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*)){1,31}");

  private final ConvertContext context;
  private final Notes notes;

  MeasurementMapper(ConvertContext context, Notes notes) {
    this.context = context;
    this.notes = notes;
  }

  List<Resource> map(MeasurementReport report, String reportUid, ImagingStudy study) {
    List<Resource> resources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    if (!study.hasStarted()) {
      notes.add(
          ConversionNote.Code.MEASUREMENT_NOT_CARRIED,
          "The study has no time; its measurements were left out");
      return resources;
    }
    Optional<Reference> device = device(report);
    int number = 0;
    for (MeasurementGroup group : report.groups()) {
      Optional<BodyStructure> lesion = lesion(group, study);
      lesion.filter(l -> seen.add(l.getIdPart())).ifPresent(resources::add);
      String key = reportUid + "|" + number++;
      for (Measurement measurement : group.measurements()) {
        Optional<MeasuredValue> value = MeasuredValue.of(measurement, group, notes);
        if (value.isPresent()) {
          Observation observation = observation(value.get(), group, lesion, study, device);
          observation.setId(ResourceKeys.of("measurement", key, value.get().code()));
          if (seen.add(observation.getIdPart())) {
            resources.add(observation);
          } else {
            notes.add(
                ConversionNote.Code.MEASUREMENT_NOT_CARRIED,
                "A group states one kind of measurement twice; the first is kept");
          }
        }
      }
    }
    return resources;
  }

  /** The same id for the same tracking UID of one patient, whatever the study. */
  private Optional<BodyStructure> lesion(MeasurementGroup group, ImagingStudy study) {
    Optional<Code> site = group.site().map(Code::modern).filter(s -> s.scheme().equals("SCT"));
    Optional<String> tracked =
        group.trackingUid().filter(uid -> UID.matcher(uid).matches() && uid.length() <= 64);
    if (tracked.isEmpty() || site.isEmpty()) {
      return Optional.empty();
    }
    BodyStructure lesion = new BodyStructure();
    String uid = tracked.get();
    lesion.setId(ResourceKeys.of("lesion", study.getSubject().getReference(), uid));
    lesion.getMeta().addProfile(context.profile("atr-lesion"));
    lesion.addIdentifier().setSystem("urn:dicom:uid").setValue("urn:oid:" + uid);
    lesion.setLocation(concept(site.get()));
    lesion.setPatient(study.getSubject().copy());
    return Optional.of(lesion);
  }

  private static CodeableConcept concept(Code code) {
    // Without the report's words: displays are the registry's own.
    return new CodeableConcept(new Coding().setSystem(Systems.SNOMED).setCode(code.value()));
  }

  /** A logical reference: the registry has no profile of devices. */
  private static Optional<Reference> device(MeasurementReport report) {
    return report.observers().stream()
        .filter(Observer::device)
        .findFirst()
        .map(
            observer -> {
              Reference reference = new Reference().setType("Device");
              observer
                  .uid()
                  .ifPresent(
                      uid ->
                          reference
                              .getIdentifier()
                              .setSystem("urn:dicom:uid")
                              .setValue("urn:oid:" + uid));
              String display =
                  (observer.manufacturer().orElse("") + " " + observer.model().orElse("")).trim();
              return display.isEmpty() ? reference : reference.setDisplay(display);
            });
  }

  private Observation observation(
      MeasuredValue value,
      MeasurementGroup group,
      Optional<BodyStructure> lesion,
      ImagingStudy study,
      Optional<Reference> device) {
    Observation observation = new Observation();
    observation.getMeta().addProfile(context.profile("atr-imaging-measurement"));
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.setCode(
        new CodeableConcept(new Coding(value.system(), value.code(), value.display())));
    observation.setSubject(study.getSubject().copy());
    lesion.ifPresent(l -> observation.addFocus(new Reference("BodyStructure/" + l.getIdPart())));
    observation.setEffective(new DateTimeType(study.getStartedElement().getValueAsString()));
    observation.setValue(
        new Quantity()
            .setValue(new BigDecimal(value.text()))
            .setUnit(value.unit())
            .setSystem(Systems.UCUM)
            .setCode(value.unit()));
    group
        .site()
        .map(Code::modern)
        .filter(s -> s.scheme().equals("SCT"))
        .ifPresent(s -> observation.setBodySite(concept(s)));
    device.ifPresent(d -> observation.setDevice(d.copy()));
    observation.addDerivedFrom(new Reference("ImagingStudy/" + study.getIdPart()));
    return observation;
  }
}
