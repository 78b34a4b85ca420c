package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.known;
import static org.therafed.gateway.convert.table.Parts.quantity;
import static org.therafed.gateway.convert.table.Parts.reference;
import static org.therafed.gateway.convert.table.Parts.time;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/** Rows about laboratory values, response and charges. */
final class FindingRows {

  private static final Pattern VALUE = Pattern.compile("([<>]=?)?\\s*(.+)");

  private FindingRows() {}

  static List<Resource> lab(RowContext row) {
    Observation lab =
        claim(
            new Observation(),
            Profile.LAB,
            row.id("lab", row.text("sample_id"), row.text("loinc")));
    lab.setStatus(Observation.ObservationStatus.FINAL);
    lab.addCategory(concept(Systems.OBSERVATION_CATEGORY, "laboratory", "Laboratory"));
    lab.setCode(known("lab-test", row.test().coding()));
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
    ResponseCriteria.Criterion named = row.criterion();
    CodeableConcept criterion = known("response-criterion", named.coding());
    response.addPartOf(reference("Procedure", row.courseId()));
    response.setStatus(Observation.ObservationStatus.FINAL);
    response.setCode(criterion);
    response.setSubject(row.subject());
    response.setEffective(day(row.row().day("assessed_on").orElseThrow()));
    response.setValue(
        known("response-category", named.category(row.text("response")).orElseThrow().coding()));
    response.setMethod(criterion.copy());
    if (row.row().find("best").filter("true"::equals).isPresent()) {
      response
          .addComponent()
          .setCode(concept(Systems.DCM, "112049", "Best Overall Response"))
          .setValue(new BooleanType(true));
    }
    return List.of(response);
  }

  static List<Resource> charge(RowContext row) {
    ChargeItem charge =
        claim(new ChargeItem(), Profile.COST, row.id("charge", row.text("charge_id")));
    charge.setStatus(ChargeItem.ChargeItemStatus.BILLED);
    charge.setCode(concept(CostComponent.coded(row.text("component")).orElseThrow().coding()));
    row.row()
        .find("national_code")
        .ifPresent(
            code ->
                charge
                    .getCode()
                    .addCoding()
                    .setSystem(Canonical.sid(row.text("national_system")))
                    .setCode(code));
    row.row().find("tariff").ifPresent(cited -> charge.addDefinitionUri(Canonical.tariff(cited)));
    row.row().decimal("quantity").ifPresent(times -> charge.setQuantity(quantity(times, "1")));
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
