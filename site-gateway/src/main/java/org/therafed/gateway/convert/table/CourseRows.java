package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.code;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.module;
import static org.therafed.gateway.convert.table.Parts.reference;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Rows about diagnosis, decision and course. */
final class CourseRows {

  private static final String TERMINATION =
      "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-treatment-termination-reason";
  private static final Set<String> TERMINATIONS =
      Set.of(
          "completed",
          "progression",
          "toxicity",
          "death",
          "patient-choice",
          "physician-choice",
          "financial",
          "supply",
          "lost-to-follow-up",
          "other");

  private CourseRows() {}

  static List<Resource> indication(RowContext row) {
    String moduleId = row.text("module");
    Condition condition = claim(new Condition(), Profile.INDICATION, row.indicationId(moduleId));
    condition.setClinicalStatus(concept(Systems.CONDITION_CLINICAL, "active", "Active"));
    boolean icd = row.text("diagnosis_system").equals("ICD-10");
    condition.setCode(
        concept(icd ? Systems.ICD10 : Systems.SNOMED, row.text("diagnosis_code"), null));
    condition.setSubject(row.subject());
    row.row().day("diagnosed_on").ifPresent(on -> condition.setOnset(day(on)));

    ServiceRequest decision =
        claim(new ServiceRequest(), Profile.DECISION, row.id("decision", moduleId));
    decision.setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED);
    decision.setIntent(ServiceRequest.ServiceRequestIntent.PLAN);
    decision.setSubject(row.subject());
    decision.setAuthoredOnElement(day(row.row().day("decided_on").orElseThrow()));
    decision.addReasonReference(reference("Condition", condition.getIdElement().getIdPart()));
    decision.addExtension(module(row.module(row.id("decision", moduleId), moduleId)));
    decision.addExtension(code("pathway", row.text("pathway")));
    return List.of(condition, decision);
  }

  static List<Resource> course(RowContext row) {
    String moduleId = row.text("module");
    Procedure course = claim(new Procedure(), Profile.TREATMENT_COURSE, row.courseId());
    course.setStatus(Procedure.ProcedureStatus.fromCode(row.text("status")));
    course.setCode(Parts.listed("modality", Systems.MODALITY, row.text("modality")));
    course.setSubject(row.subject());
    Period period = new Period();
    period.setStartElement(day(row.row().day("started_on").orElseThrow()));
    row.row().day("ended_on").ifPresent(end -> period.setEndElement(day(end)));
    course.setPerformed(period);
    course.addReasonReference(reference("Condition", row.indicationId(moduleId)));
    course.addExtension(module(row.module(row.courseId(), moduleId)));
    row.row()
        .whole("line")
        .ifPresent(
            line -> course.addExtension(extension("line-of-therapy", new PositiveIntType(line))));
    row.row()
        .find("termination_reason")
        .ifPresent(
            reason ->
                course.addExtension(
                    new Extension(
                        TERMINATION, concept(Systems.TERMINATION, termination(reason), null))));
    return List.of(course);
  }

  /** A hospital's own words are free text and stay; what is not in the list counts as other. */
  private static String termination(String text) {
    String code = text.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    return TERMINATIONS.contains(code) ? code : "other";
  }
}
