package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.code;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.reference;
import static org.therafed.gateway.convert.table.Parts.time;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.Systems;

/** Rows about laboratory values, response, adverse events and charges. */
final class FindingRows {

  private static final Pattern VALUE = Pattern.compile("([<>]=?)?\\s*(.+)");
  private static final String AE_GRADE =
      "http://hl7.org/fhir/uv/ae-research-ig/StructureDefinition/ae-grade";
  private static final String ENTERED_IN_ERROR = "entered-in-error";
  private static final List<String> GRADES =
      List.of("Mild", "Moderate", "Severe", "Life-threatening", "Death");
  private static final Map<String, String> RESPONSES =
      Map.of(
          "CR", "Complete response",
          "PR", "Partial response",
          "SD", "Stable disease",
          "PD", "Progressive disease",
          "NE", "Not evaluable");
  private static final Map<String, Coding> CAUSALITY =
      Map.of(
          "yes", new Coding(Systems.NCIT, "C53260", "Related"),
          "no", new Coding(Systems.NCIT, "C53256", "Not related"),
          "possibly", new Coding(Systems.NCIT, "C53258", "Possibly"));

  private FindingRows() {}

  static List<Resource> lab(RowContext row) {
    Observation lab =
        claim(
            new Observation(),
            Profile.LAB,
            row.id("lab", row.text("sample_id"), row.text("loinc")));
    lab.setStatus(Observation.ObservationStatus.FINAL);
    lab.addCategory(concept(Systems.OBSERVATION_CATEGORY, "laboratory", "Laboratory"));
    lab.setCode(concept(LabCatalog.standard().coded(row.text("loinc")).orElseThrow().coding()));
    lab.setSubject(row.subject());
    lab.setEffective(time(row.row().time("taken_at", row.zone()).orElseThrow()));
    Matcher parts = VALUE.matcher(row.text("value"));
    if (!parts.matches()) {
      throw new IllegalStateException("The value was checked at intake.");
    }
    Quantity value = quantity(new BigDecimal(parts.group(2)), row.text("unit"));
    if (parts.group(1) != null) {
      value.setComparator(Quantity.QuantityComparator.fromCode(parts.group(1)));
    }
    lab.setValue(value);
    return List.of(lab);
  }

  static List<Resource> response(RowContext row) {
    Observation response =
        claim(
            new Observation(),
            Profile.RESPONSE,
            row.id(
                "response", row.text("course_id"), row.text("assessed_on"), row.text("criterion")));
    CodeableConcept criterion = concept(Systems.DCM, "126081", "RECIST 1.1");
    response.addPartOf(reference("Procedure", row.courseId()));
    response.setStatus(Observation.ObservationStatus.FINAL);
    response.setCode(criterion);
    response.setSubject(row.subject());
    response.setEffective(day(row.row().day("assessed_on").orElseThrow()));
    String category = row.text("response");
    response.setValue(concept(Systems.RESPONSE, category, RESPONSES.get(category)));
    response.setMethod(criterion.copy());
    if (row.row().find("best").filter("true"::equals).isPresent()) {
      response
          .addComponent()
          .setCode(concept(Systems.DCM, "112049", "Best Overall Response"))
          .setValue(new BooleanType(true));
    }
    return List.of(response);
  }

  static List<Resource> adverseEvent(RowContext row) {
    CtcaeTerm term = CtcaeTerms.standard().named(row.text("term")).orElseThrow();
    int grade = Integer.parseInt(row.text("grade"));
    AdverseEvent event =
        claim(
            new AdverseEvent(),
            Profile.ADVERSE_EVENT,
            row.id("adverse-event", row.text("event_id")));
    event.setActuality(AdverseEvent.AdverseEventActuality.ACTUAL);
    event.setEvent(concept(term.coding()).setText(term.term()));
    event.setSubject(row.subject());
    event.setDateElement(day(row.row().day("onset_on").orElseThrow()));
    row.row()
        .find("serious")
        .map(serious -> serious.equals("yes") ? "Serious" : "Non-serious")
        .ifPresent(code -> event.setSeriousness(concept(Systems.AE_SERIOUSNESS, code, code)));
    event.addExtension(new Extension(AE_GRADE, grade(grade)));
    event.addExtension(code("grading-scale", CtcaeTerms.SCALE));
    row.row().day("resolved_on").ifPresent(on -> event.addExtension(extension("ae-end", day(on))));
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

  private static CodeableConcept grade(int grade) {
    CodeableConcept concept =
        concept(Systems.CTCAE_GRADE, Integer.toString(grade), GRADES.get(grade - 1));
    Coding ncit = CtcaeTerms.grade(grade).orElseThrow();
    concept.addCoding(new org.hl7.fhir.r4.model.Coding(ncit.system(), ncit.code(), ncit.display()));
    return concept;
  }

  static List<Resource> charge(RowContext row) {
    ChargeItem charge =
        claim(new ChargeItem(), Profile.COST, row.id("charge", row.text("charge_id")));
    charge.setStatus(ChargeItem.ChargeItemStatus.BILLED);
    charge.setCode(concept(CostComponent.coded(row.text("component")).orElseThrow().coding()));
    charge.setSubject(row.subject());
    charge.setOccurrence(day(row.row().day("charged_on").orElseThrow()));
    charge.setPriceOverride(
        new Money()
            .setValue(row.row().decimal("amount").orElseThrow())
            .setCurrency(row.text("currency")));
    charge.addService(reference("Procedure", row.courseId()));
    charge.addExtension(
        extension("price-year", new IntegerType(row.row().whole("price_year").orElseThrow())));
    return List.of(charge);
  }
}
