package org.therafed.gateway.intake.table;

import static org.therafed.gateway.intake.table.Column.optional;
import static org.therafed.gateway.intake.table.Column.required;
import static org.therafed.gateway.intake.table.FieldForms.anyDay;
import static org.therafed.gateway.intake.table.FieldForms.day;
import static org.therafed.gateway.intake.table.FieldForms.decimal;
import static org.therafed.gateway.intake.table.FieldForms.known;
import static org.therafed.gateway.intake.table.FieldForms.measured;
import static org.therafed.gateway.intake.table.FieldForms.oneOf;
import static org.therafed.gateway.intake.table.FieldForms.text;
import static org.therafed.gateway.intake.table.FieldForms.time;
import static org.therafed.gateway.intake.table.FieldForms.whole;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.LabCatalog;

/**
 * Columns and business key of each table kind. {@code docs/csv.md} describes them for people.
 *
 * @param keyColumns the columns that together name a record; always with the patient, because two
 *     departments may number alike
 * @param columns all columns, in the order in which a row is kept
 */
record TableLayout(List<String> keyColumns, List<Column> columns) {

  private static final Map<TableKind, TableLayout> LAYOUTS = new EnumMap<>(TableKind.class);

  static {
    put(
        TableKind.PATIENTS,
        List.of("mrn"),
        required("mrn", text()),
        optional("national_id", text()),
        optional("name", text()),
        required("sex", oneOf("M", "F", "O", "U")),
        optional("birth_date", day()),
        optional("region", text()),
        optional("national_id_country", text()));
    put(
        TableKind.CONSENTS,
        List.of("mrn", "signed_on"),
        required("mrn", text()),
        required("decision", oneOf("permit", "deny")),
        required("signed_on", day()),
        optional("valid_from", anyDay()),
        optional("valid_to", anyDay()));
    put(
        TableKind.INDICATIONS,
        List.of("mrn", "module"),
        required("mrn", text()),
        required("diagnosis_system", oneOf("ICD-10", "SNOMED")),
        required("diagnosis_code", text()),
        optional("diagnosed_on", day()),
        required("module", module()),
        required("decided_on", day()),
        required("pathway", oneOf("treated", "eligible-untreated", "standard-care")));
    put(
        TableKind.COURSES,
        List.of("mrn", "course_id"),
        required("mrn", text()),
        required("course_id", text()),
        required("module", module()),
        required("modality", oneOf("radioligand", "standard-care")),
        required("started_on", day()),
        optional("ended_on", day()),
        required("status", oneOf("in-progress", "completed", "stopped")),
        optional("line", whole(1, 20)),
        optional("termination_reason", text()));
    put(
        TableKind.ADMINISTRATIONS,
        List.of("mrn", "course_id", "cycle"),
        required("mrn", text()),
        required("course_id", text()),
        required("cycle", whole(1, 99)),
        required("administered_at", time()),
        required("product", oneOf("177Lu-PSMA-617")),
        optional("lot", text()),
        required("measured_activity_gbq", decimal("0", false, "50", "GBq")),
        required("measured_at", time()),
        optional("residual_activity_gbq", decimal("0", true, "50", "GBq")),
        optional("residual_at", time()));
    put(
        TableKind.LABS,
        List.of("mrn", "sample_id", "loinc"),
        required("mrn", text()),
        required("sample_id", text()),
        required("loinc", known("LOINC code", c -> LabCatalog.standard().coded(c).isPresent())),
        required("value", measured()),
        required("unit", text()),
        required("taken_at", time()));
    put(
        TableKind.RESPONSES,
        List.of("mrn", "course_id", "assessed_on", "criterion"),
        required("mrn", text()),
        required("course_id", text()),
        required("assessed_on", day()),
        required("criterion", oneOf("RECIST1.1")),
        required("response", oneOf("CR", "PR", "SD", "PD", "NE")),
        optional("best", oneOf("true", "false")));
    put(
        TableKind.ADVERSE_EVENTS,
        List.of("mrn", "event_id"),
        required("mrn", text()),
        required("course_id", text()),
        required("event_id", text()),
        required("term", known("CTCAE v5 term", t -> CtcaeTerms.standard().named(t).isPresent())),
        required("grade", whole(1, 5)),
        required("onset_on", day()),
        optional("resolved_on", day()),
        optional("related", oneOf("yes", "no", "possibly")),
        optional("serious", oneOf("yes", "no")),
        optional("status", oneOf("recorded", "entered-in-error")));
    put(
        TableKind.VITAL_STATUS,
        List.of("mrn"),
        required("mrn", text()),
        required("status", oneOf("alive", "dead")),
        required("on", day()),
        optional("correction", oneOf("true", "false")));
    put(
        TableKind.CHARGES,
        List.of("mrn", "charge_id"),
        required("mrn", text()),
        required("course_id", text()),
        required("charge_id", text()),
        required("component", known("cost component", c -> CostComponent.coded(c).isPresent())),
        required("amount", decimal("0", true, "1000000000", "")),
        required("currency", known("ISO 4217 currency", TableLayout::isCurrency)),
        required("charged_on", day()),
        required("price_year", whole(1990, 2200)));
  }

  private static void put(TableKind kind, List<String> keyColumns, Column... columns) {
    LAYOUTS.put(kind, new TableLayout(keyColumns, List.of(columns)));
  }

  /** The layout of a kind. */
  static TableLayout of(TableKind kind) {
    return LAYOUTS.get(kind);
  }

  private static FieldForm module() {
    return known("therapy module", (id, context) -> context.modules().find(id).isPresent());
  }

  private static boolean isCurrency(String code) {
    try {
      return java.util.Currency.getInstance(code) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
