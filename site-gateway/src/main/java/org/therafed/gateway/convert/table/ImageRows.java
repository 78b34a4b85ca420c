package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.code;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.reference;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.imagingstudy.ImagingStudyConverter;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;

/** Rows about what images show: lesions, their measures, and absorbed doses of organs. */
final class ImageRows {

  private static final String SIZE = "21889-1";
  private static final Map<String, Measure> MEASURES =
      Map.of(
          "size", new Measure(new Coding(Systems.LOINC, SIZE, "Size Tumor"), "mm"),
          "suv-bw", new Measure(new Coding(Systems.DCM, "126401", "SUVbw"), "g/mL"),
          "suv-lbm", new Measure(new Coding(Systems.DCM, "126402", "SUVlbm"), "g/mL"),
          "metabolic-volume",
              new Measure(new Coding(Systems.DCM, "126032", "Metabolic Volume"), "mL"));

  private ImageRows() {}

  /** What is measured, with the unit in which it is kept. */
  private record Measure(Coding coding, String unit) {}

  static List<Resource> lesion(RowContext row) {
    String id = row.lesionId(row.text("lesion_id"));
    BodyStructure lesion = claim(new BodyStructure(), Profile.LESION, id);
    lesion.addIdentifier().setSystem(Canonical.PSEUDONYM).setValue(id);
    boolean snomed = row.text("site_system").equals("SNOMED");
    lesion.setLocation(site(snomed ? Systems.SNOMED : Systems.ICDO3, row.text("site_code")));
    lesion.setPatient(row.subject());
    lesion.addExtension(code("lesion-role", row.text("role")));
    return List.of(lesion);
  }

  private static org.hl7.fhir.r4.model.CodeableConcept site(String system, String code) {
    return concept(
        system,
        code,
        CodeSets.standard().find("body-site").flatMap(s -> s.display(system, code)).orElse(null));
  }

  static List<Resource> measurement(RowContext row) {
    Measure measure = MEASURES.get(row.text("measure"));
    String study = row.text("study_uid");
    Observation seen =
        claim(
            new Observation(),
            Profile.IMAGING_MEASUREMENT,
            row.id("measurement", row.text("lesion_id"), study, row.text("measure")));
    seen.setStatus(Observation.ObservationStatus.FINAL);
    seen.setCode(concept(measure.coding()));
    seen.setSubject(row.subject());
    seen.addFocus(reference("BodyStructure", row.lesionId(row.text("lesion_id"))));
    seen.setEffective(day(row.row().day("measured_on").orElseThrow()));
    seen.setValue(
        quantity(
            Parts.converted(
                row.row().decimal("value").orElseThrow(), row.text("unit"), measure.unit()),
            measure.unit()));
    // The id that the study gets when its images come.
    seen.addDerivedFrom(reference("ImagingStudy", ImagingStudyConverter.studyId(study)));
    return List.of(seen);
  }

  static List<Resource> absorbedDose(RowContext row) {
    String on = row.text("measured_on");
    Observation dose =
        claim(
            new Observation(),
            Profile.ABSORBED_DOSE,
            row.id("absorbed-dose", row.text("course_id"), row.text("organ"), on));
    dose.setStatus(Observation.ObservationStatus.FINAL);
    dose.addPartOf(
        reference("Procedure", row.row().find("cycle").map(row::cycleId).orElse(row.courseId())));
    dose.setCode(concept(Systems.DCM, "128533", "Mean Absorbed Radiation Dose"));
    dose.setSubject(row.subject());
    dose.setEffective(day(row.row().day("measured_on").orElseThrow()));
    dose.setValue(quantity(row.row().decimal("gray").orElseThrow(), "Gy"));
    dose.setBodySite(site(Systems.SNOMED, row.text("organ")));
    dose.setMethod(Parts.listed("dose-method", Systems.local("dose-method"), row.text("method")));
    return List.of(dose);
  }
}
