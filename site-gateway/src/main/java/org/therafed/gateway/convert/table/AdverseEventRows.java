package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.code;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.known;
import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.reference;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.Systems;

/** Rows about adverse events, by CTCAE or by the ASTCT scales with their components. */
final class AdverseEventRows {

  private static final String AE_GRADE =
      "http://hl7.org/fhir/uv/ae-research-ig/StructureDefinition/ae-grade";
  private static final String ENTERED_IN_ERROR = "entered-in-error";
  private static final List<String> GRADES =
      List.of("Mild", "Moderate", "Severe", "Life-threatening", "Death");
  private static final Map<String, Coding> CAUSALITY =
      Map.of(
          "yes", new Coding(Systems.NCIT, "C53260", "Related"),
          "no", new Coding(Systems.NCIT, "C53256", "Not related"),
          "possibly", new Coding(Systems.NCIT, "C53258", "Possibly"));

  private AdverseEventRows() {}

  static List<Resource> adverseEvent(RowContext row) {
    EventTerm term = row.event();
    AdverseEvent event =
        claim(
            new AdverseEvent(),
            Profile.ADVERSE_EVENT,
            row.id("adverse-event", row.text("event_id")));
    event.setActuality(AdverseEvent.AdverseEventActuality.ACTUAL);
    event.setEvent(event(term));
    event.setSubject(row.subject());
    event.setDateElement(day(row.row().day("onset_on").orElseThrow()));
    row.row()
        .find("serious")
        .map(serious -> serious.equals("yes") ? "Serious" : "Non-serious")
        .ifPresent(code -> event.setSeriousness(concept(Systems.AE_SERIOUSNESS, code, code)));
    event.addExtension(new Extension(AE_GRADE, grade(Integer.parseInt(row.text("grade")))));
    event.addExtension(code("grading-scale", row.row().find("scale").orElse(term.scale())));
    row.row().day("resolved_on").ifPresent(on -> event.addExtension(extension("ae-end", day(on))));
    Extension astct = astct(row);
    if (astct.hasExtension()) {
      event.addExtension(astct);
    }
    AdverseEvent.AdverseEventSuspectEntityComponent suspect =
        event.addSuspectEntity().setInstance(reference("Procedure", row.courseId()));
    row.row()
        .find("related")
        .ifPresent(
            related -> suspect.addCausality().setAssessment(concept(CAUSALITY.get(related))));
    row.row()
        .find("status")
        .filter(ENTERED_IN_ERROR::equals)
        .ifPresent(
            status ->
                event.addModifierExtension(
                    new Extension(Canonical.ADVERSE_EVENT_STATUS, new CodeType(status))));
    return List.of(event);
  }

  /** Of what a module brings the display is no listed text, and stays. */
  private static CodeableConcept event(EventTerm term) {
    CodeableConcept event = known("adverse-event-term", term.coding());
    return term.ofCtcae() ? event.setText(term.coding().display()) : event;
  }

  private static CodeableConcept grade(int grade) {
    CodeableConcept concept =
        concept(Systems.CTCAE_GRADE, Integer.toString(grade), GRADES.get(grade - 1));
    Coding ncit = CtcaeTerms.grade(grade).orElseThrow();
    concept.addCoding(new org.hl7.fhir.r4.model.Coding(ncit.system(), ncit.code(), ncit.display()));
    return concept;
  }

  private static Extension astct(RowContext row) {
    Extension astct = new Extension(Canonical.extension("astct"));
    row.row()
        .decimal("temperature_cel")
        .ifPresent(
            value -> astct.addExtension(new Extension("temperature", quantity(value, "Cel"))));
    bool(row, astct, "fever_treated", "fever-treated");
    word(row, astct, "hypotension");
    word(row, astct, "oxygen");
    row.row()
        .whole("ice_score")
        .ifPresent(score -> astct.addExtension(new Extension("ice-score", new IntegerType(score))));
    word(row, astct, "consciousness");
    word(row, astct, "seizure");
    bool(row, astct, "motor_weakness", "motor-weakness");
    word(row, astct, "oedema");
    return astct;
  }

  private static void word(RowContext row, Extension astct, String name) {
    row.row()
        .find(name)
        .ifPresent(word -> astct.addExtension(new Extension(name, new CodeType(word))));
  }

  private static void bool(RowContext row, Extension astct, String column, String name) {
    row.row()
        .find(column)
        .ifPresent(
            word -> astct.addExtension(new Extension(name, new BooleanType(word.equals("yes")))));
  }
}
