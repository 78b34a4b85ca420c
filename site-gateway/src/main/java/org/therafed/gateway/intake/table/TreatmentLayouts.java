package org.therafed.gateway.intake.table;

import static org.therafed.gateway.intake.table.Column.optional;
import static org.therafed.gateway.intake.table.Column.required;
import static org.therafed.gateway.intake.table.FieldForms.day;
import static org.therafed.gateway.intake.table.FieldForms.decimal;
import static org.therafed.gateway.intake.table.FieldForms.known;
import static org.therafed.gateway.intake.table.FieldForms.oneOf;
import static org.therafed.gateway.intake.table.FieldForms.text;
import static org.therafed.gateway.intake.table.FieldForms.time;
import static org.therafed.gateway.intake.table.FieldForms.whole;

import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.Systems;

/** Tables about what was done. */
final class TreatmentLayouts {

  private static final String MOST_DOSE = "100000000000000";

  private TreatmentLayouts() {}

  static TableLayout courses() {
    return new TableLayout(
        List.of("mrn", "course_id"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("course_id", text()),
            required(
                "module",
                known(
                    new Phrase("therapy module", "治疗模块"),
                    (m, context) -> context.modules().find(m).isPresent())),
            required("modality", oneOf(Terms.codes("modality", Systems.MODALITY))),
            required("started_on", day()),
            optional("ended_on", day()),
            required("status", oneOf("in-progress", "completed", "stopped")),
            optional("line", whole(1, 20)),
            optional("termination_reason", text())));
  }

  static TableLayout cycles() {
    return new TableLayout(
        List.of("mrn", "course_id", "cycle"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("course_id", text()),
            required("cycle", whole(1, 99)),
            required("started_on", day()),
            optional("ended_on", day()),
            required("status", oneOf("in-progress", "completed", "stopped", "not-done")),
            optional("stage", oneOf(Terms.codes("cycle-stage", Systems.CYCLE_STAGE)))));
  }

  static TableLayout administrations() {
    return new TableLayout(
        List.of("mrn", "course_id", "cycle"),
        Optional.of("administration_id"),
        List.of(
            required("mrn", text()),
            required("course_id", text()),
            optional("cycle", whole(1, 99)),
            required("administered_at", time()),
            required(
                "product",
                known(
                    new Phrase("product", "产品"),
                    (p, context) -> context.modules().products().named(p).isPresent())),
            optional("lot", text()),
            optional("measured_activity_gbq", decimal("0", false, "50", "GBq")),
            optional("measured_at", time()),
            optional("residual_activity_gbq", decimal("0", true, "50", "GBq")),
            optional("residual_at", time()),
            optional("dose", decimal("0", false, MOST_DOSE, "")),
            optional("unit", text()),
            optional("residual_dose", decimal("0", true, MOST_DOSE, "")),
            optional("administration_id", text()),
            optional("cell_product_id", text())));
  }

  static TableLayout cellProducts() {
    return new TableLayout(
        List.of("mrn", "cell_product_id"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("cell_product_id", text()),
            required("chain_id", text()),
            required("material", oneOf(Terms.codes("cell-material", Systems.CELL_MATERIAL))),
            required("source", oneOf("autologous", "allogeneic")),
            optional("parent_id", text()),
            optional("course_id", text()),
            optional("cycle", whole(1, 99)),
            optional("collected_on", day()),
            optional("manufactured_on", day()),
            optional("dose", decimal("0", false, "1000000", "")),
            optional("unit", oneOf("10*6", "10*6/kg")),
            optional("viability_percent", decimal("0", true, "100", "%")),
            optional("vector_copies", decimal("0", true, "50", "{copies}/{diploid_genome}")),
            optional("transduction_percent", decimal("0", true, "100", "%"))));
  }

  static TableLayout procedures() {
    return new TableLayout(
        List.of("mrn", "procedure_id"),
        Optional.empty(),
        List.of(
            required("mrn", text()),
            required("procedure_id", text()),
            required("kind", oneOf(ProcedureKinds.standard().kinds().toArray(String[]::new))),
            required("started_on", day()),
            optional("ended_on", day()),
            required("status", oneOf("in-progress", "completed", "stopped", "not-done"))));
  }
}
