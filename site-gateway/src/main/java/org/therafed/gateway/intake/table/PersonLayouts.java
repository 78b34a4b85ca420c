package org.therafed.gateway.intake.table;

import static org.therafed.gateway.intake.table.Column.optional;
import static org.therafed.gateway.intake.table.Column.required;
import static org.therafed.gateway.intake.table.FieldForms.anyDay;
import static org.therafed.gateway.intake.table.FieldForms.day;
import static org.therafed.gateway.intake.table.FieldForms.decimal;
import static org.therafed.gateway.intake.table.FieldForms.known;
import static org.therafed.gateway.intake.table.FieldForms.matching;
import static org.therafed.gateway.intake.table.FieldForms.oneOf;
import static org.therafed.gateway.intake.table.FieldForms.text;
import static org.therafed.gateway.intake.table.FieldForms.whole;

import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CostComponent;

/** Tables about the person and the decision. */
final class PersonLayouts {

  private PersonLayouts() {}

  static TableLayout patients() {
    return new TableLayout(
        List.of("mrn"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            optional("national_id", text()),
            optional("name", text()),
            required("sex", oneOf("M", "F", "O", "U")),
            optional("birth_date", day()),
            optional("region", text()),
            optional("national_id_country", text())));
  }

  static TableLayout consents() {
    return new TableLayout(
        List.of("mrn", "signed_on"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("decision", oneOf("permit", "deny")),
            required("signed_on", day()),
            optional("valid_from", anyDay()),
            optional("valid_to", anyDay())));
  }

  static TableLayout indications() {
    return new TableLayout(
        List.of("mrn", "module"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("diagnosis_system", oneOf("ICD-10", "SNOMED")),
            required("diagnosis_code", text()),
            optional("diagnosed_on", day()),
            required(
                "module",
                known(
                    new Phrase("therapy module", "治疗模块"),
                    (m, context) -> context.modules().find(m).isPresent())),
            required("decided_on", day()),
            required("pathway", oneOf("treated", "eligible-untreated", "standard-care"))));
  }

  static TableLayout vitalStatus() {
    return new TableLayout(
        List.of("mrn"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("status", oneOf("alive", "dead")),
            required("on", day()),
            optional("correction", oneOf("true", "false")),
            optional(
                "cause",
                oneOf(
                    "cardiovascular",
                    "kidney",
                    "cancer",
                    "infection",
                    "treatment",
                    "other",
                    "unknown"))));
  }

  static TableLayout charges() {
    return new TableLayout(
        List.of("mrn", "charge_id"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("course_id", text()),
            required("charge_id", text()),
            required(
                "component",
                known(
                    new Phrase("cost component", "费用构成"), c -> CostComponent.coded(c).isPresent())),
            required("amount", decimal("0", true, "1000000000", "")),
            required(
                "currency",
                known(new Phrase("ISO 4217 currency", "ISO 4217 货币"), Terms::isCurrency)),
            required("charged_on", day()),
            required("price_year", whole(1990, 2200)),
            optional("national_system", oneOf("nhsa-drug", "nhsa-service", "nhsa-consumable")),
            optional("national_code", text()),
            optional("quantity", decimal("0", false, "100000", "")),
            optional(
                "tariff",
                matching(
                    Terms::isTariff,
                    new Phrase(
                        "A city by six digits, a package named by words and at most a year, and its"
                            + " version, as 310000/price-shanghai-2025/7, are needed.",
                        "应为六位城市代码、以单词（及至多一个年份）命名的价格包及其版本，例如 310000/price-shanghai-2025/7。")))));
  }
}
