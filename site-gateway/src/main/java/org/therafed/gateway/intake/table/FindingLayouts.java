package org.therafed.gateway.intake.table;

import static org.therafed.gateway.intake.table.Column.optional;
import static org.therafed.gateway.intake.table.Column.required;
import static org.therafed.gateway.intake.table.FieldForms.day;
import static org.therafed.gateway.intake.table.FieldForms.decimal;
import static org.therafed.gateway.intake.table.FieldForms.known;
import static org.therafed.gateway.intake.table.FieldForms.measured;
import static org.therafed.gateway.intake.table.FieldForms.oneOf;
import static org.therafed.gateway.intake.table.FieldForms.text;
import static org.therafed.gateway.intake.table.FieldForms.time;
import static org.therafed.gateway.intake.table.FieldForms.whole;

import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.EventTerm;

/** Tables about what was found. */
final class FindingLayouts {

  private FindingLayouts() {}

  static TableLayout labs() {
    return new TableLayout(
        List.of("mrn", "sample_id", "loinc"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("sample_id", text()),
            required(
                "loinc",
                known(
                    new Phrase("LOINC code", "LOINC 代码"),
                    (c, context) -> context.modules().tests().coded(c).isPresent())),
            required("value", measured()),
            required("unit", text()),
            required("taken_at", time())));
  }

  static TableLayout responses() {
    return new TableLayout(
        List.of("mrn", "course_id", "assessed_on", "criterion"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("course_id", text()),
            required("assessed_on", day()),
            required(
                "criterion",
                known(
                    new Phrase("criterion of response", "疗效标准"),
                    (name, context) -> context.modules().criteria().named(name).isPresent())),
            required("response", text()),
            optional("best", oneOf("true", "false"))));
  }

  static TableLayout lesions() {
    return new TableLayout(
        List.of("mrn", "lesion_id"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("lesion_id", text()),
            required("site_system", oneOf("SNOMED", "ICD-O-3")),
            required("site_code", text()),
            required("role", oneOf("target", "non-target", "new"))));
  }

  static TableLayout measurements() {
    return new TableLayout(
        List.of("mrn", "lesion_id", "study_uid", "measure"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("lesion_id", text()),
            required("study_uid", known(new Phrase("DICOM UID", "DICOM UID"), Terms::isUid)),
            required("measure", oneOf(MeasurementChecks.measures().toArray(String[]::new))),
            required("value", decimal("0", true, "100000", "")),
            required("unit", text()),
            required("measured_on", day())));
  }

  static TableLayout absorbedDoses() {
    return new TableLayout(
        List.of("mrn", "course_id", "organ", "measured_on"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("course_id", text()),
            optional("cycle", whole(1, 99)),
            required(
                "organ", known(new Phrase("organ (SNOMED CT)", "器官（SNOMED CT）"), Terms::isOrgan)),
            required("gray", decimal("0", true, "5000", "Gy")),
            required("measured_on", day()),
            required("method", oneOf("mird", "voxel", "monte-carlo", "other"))));
  }

  static TableLayout adverseEvents() {
    return new TableLayout(
        List.of("mrn", "event_id"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("course_id", text()),
            required("event_id", text()),
            required(
                "term",
                known(
                    new Phrase("CTCAE v5 term or event of a therapy module", "CTCAE v5 术语或治疗模块的事件"),
                    (term, context) -> context.modules().events().named(term).isPresent())),
            required("grade", whole(1, 5)),
            required("onset_on", day()),
            optional("resolved_on", day()),
            optional("related", oneOf("yes", "no", "possibly")),
            optional("serious", oneOf("yes", "no")),
            optional("status", oneOf("recorded", "entered-in-error")),
            optional("scale", oneOf("CTCAE-5.0", "ASTCT-CRS", "ASTCT-ICANS", EventTerm.OWN_SCALE)),
            optional("temperature_cel", decimal("25", true, "45", "Cel")),
            optional("fever_treated", oneOf("yes", "no")),
            optional(
                "hypotension",
                oneOf("none", "no-vasopressor", "one-vasopressor", "multiple-vasopressors")),
            optional("oxygen", oneOf("none", "low-flow", "high-flow", "positive-pressure")),
            optional("ice_score", whole(0, 10)),
            optional(
                "consciousness",
                oneOf(
                    "alert",
                    "awakens-spontaneously",
                    "awakens-to-voice",
                    "awakens-to-touch",
                    "unarousable")),
            optional("seizure", oneOf("none", "brief", "prolonged")),
            optional("motor_weakness", oneOf("yes", "no")),
            optional("oedema", oneOf("none", "focal", "diffuse"))));
  }

  static TableLayout companion() {
    return new TableLayout(
        List.of("mrn", "stratum", "observed_on"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required(
                "stratum",
                known(
                    new Phrase("stratum", "分层项"),
                    (s, context) -> CompanionChecks.stratum(s, context.modules()).isPresent())),
            required("value", text()),
            optional("unit", text()),
            required("observed_on", day())));
  }
}
