package org.therafed.gateway.intake.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.therafed.profiles.module.DoseBounds;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Activity;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Radionuclide;

/**
 * What the fields of an administration say together: one dose in a unit of the product's kind, a
 * reference time for each activity, a cycle or an id of its own.
 */
final class AdministrationChecks {

  private static final int MOST_DAYS = Activity.MOST_DAYS_FROM_ADMINISTRATION;
  private static final String GBQ = "GBq";

  private final TableRow row;
  private final FieldContext context;
  private final Product product;
  private final DoseBounds bounds;

  private AdministrationChecks(TableRow row, FieldContext context) {
    this.row = row;
    this.context = context;
    this.product = context.modules().products().named(row.text("product")).orElseThrow();
    this.bounds = DoseBounds.of(product, context.modules());
  }

  static Optional<RowProblem> check(TableRow row, FieldContext context) {
    AdministrationChecks checks = new AdministrationChecks(row, context);
    return checks
        .form()
        .or(checks::unit)
        .or(checks::reference)
        .or(checks::name)
        .or(checks::plausible)
        .or(checks::cycle);
  }

  private boolean has(String column) {
    return row.find(column).isPresent();
  }

  private Optional<RowProblem> form() {
    if (has("measured_activity_gbq") == has("dose")) {
      return RowProblem.refuse(
          "dose",
          has("dose")
              ? new Phrase(
                  "Both measured_activity_gbq and dose.", "同时给出了 measured_activity_gbq 和 dose。")
              : new Phrase("No dose.", "没有剂量。"),
          new Phrase(
              "Either measured_activity_gbq or dose with unit is needed.",
              "应给出 measured_activity_gbq，或 dose 及其 unit。"));
    }
    if (has("dose") != has("unit")) {
      return RowProblem.refuse(
          "unit",
          new Phrase("Only one of dose and unit.", "dose 与 unit 只给出了一个。"),
          new Phrase("Both are needed for a dose.", "剂量需要两者都给出。"));
    }
    if (has("dose") && has("residual_activity_gbq")) {
      return RowProblem.refuse(
          "residual_activity_gbq",
          new Phrase("A residual in GBq beside a dose.", "在 dose 之外又给出了以 GBq 计的残留量。"),
          new Phrase(
              "The residual of a dose stands in residual_dose, in the dose's unit.",
              "dose 的残留量应写在 residual_dose，单位与 dose 相同。"));
    }
    if (has("residual_dose") && !has("dose")) {
      return RowProblem.refuse(
          "residual_dose",
          new Phrase("A residual without a dose.", "有残留量而没有剂量。"),
          new Phrase("The dose it is left of is needed.", "应给出其所属的剂量。"));
    }
    if ((has("residual_activity_gbq") || has("residual_dose")) != has("residual_at")) {
      return RowProblem.refuse(
          "residual_at",
          new Phrase(
              "Only one of residual_activity_gbq and residual_at.", "残留量与 residual_at 只给出了一个。"),
          new Phrase("Both or neither are needed.", "应两者都给出或都不给出。"));
    }
    return Optional.empty();
  }

  private String unit(String column) {
    return column.equals("dose") ? row.text("unit") : GBQ;
  }

  private String doseColumn() {
    return has("dose") ? "dose" : "measured_activity_gbq";
  }

  private Optional<RowProblem> unit() {
    String unit = unit(doseColumn());
    ProductKind kind = product.kind();
    return kind.keptIn(unit).isPresent()
        ? Optional.empty()
        : RowProblem.refuse(
            has("unit") ? "unit" : doseColumn(),
            new Phrase(
                "A unit in which no " + kind.code() + " is dosed.", kind.code() + " 类产品不以该单位计量。"),
            RowChecks.convertible(kind.units(), unit));
  }

  private Optional<RowProblem> reference() {
    if (product.radionuclide().isEmpty()) {
      return has("residual_at") || has("measured_at")
          ? RowProblem.refuse(
              has("measured_at") ? "measured_at" : "residual_at",
              new Phrase("A reference time of a product without radioactivity.", "无放射性的产品给出了参考时间。"),
              new Phrase(
                  "An empty field is needed: measured_at and residuals are for activities.",
                  "该字段应为空：measured_at 和残留量仅用于活度。"))
          : Optional.empty();
    }
    if (!has("measured_at")) {
      return RowProblem.refuse(
          "measured_at",
          new Phrase("An activity without reference time.", "活度没有参考时间。"),
          new Phrase("The time at which the activity was measured is needed.", "应给出测量活度的时间。"));
    }
    Instant measured = instant("measured_at");
    Instant administered = instant("administered_at");
    return Math.abs(Duration.between(measured, administered).toDays()) > MOST_DAYS
        ? RowProblem.refuse(
            "measured_at",
            new Phrase(
                "A measurement more than " + MOST_DAYS + " days from the administration.",
                "测量时间与给药相距超过 " + MOST_DAYS + " 天。"),
            new Phrase("The time at which the syringe was measured is needed.", "应给出测量注射器的时间。"))
        : Optional.empty();
  }

  private Instant instant(String column) {
    return FieldForms.parseTime(row.text(column), context).orElseThrow();
  }

  /** Every administration has a name of its own: its cycle, its id, or both. */
  private Optional<RowProblem> name() {
    boolean therapy = product.radionuclide().map(Radionuclide::therapeutic).orElse(false);
    if (therapy && !has("cycle")) {
      return RowProblem.refuse(
          "cycle",
          new Phrase("No cycle.", "没有周期。"),
          new Phrase("A nuclide that is given to treat belongs to a cycle.", "用于治疗的核素应属于某一周期。"));
    }
    return has("cycle") || has("administration_id")
        ? Optional.empty()
        : RowProblem.refuse(
            "administration_id",
            new Phrase("Neither cycle nor administration_id.", "cycle 和 administration_id 都没有给出。"),
            new Phrase("One of them is needed to tell administrations apart.", "应给出其一，以区分各次给药。"));
  }

  private Optional<RowProblem> plausible() {
    BigDecimal amount = row.decimal(doseColumn()).orElseThrow();
    String unit = unit(doseColumn());
    return bounds
        .outside(amount, unit)
        .flatMap(
            limits ->
                RowProblem.hold(
                    doseColumn(),
                    FieldForms.shown(row.text(doseColumn()), unit),
                    new Phrase(
                        "A dose of this product lies between " + limits.en() + ".",
                        "该产品的剂量应在 " + limits.zh() + "之间。")));
  }

  private Optional<RowProblem> cycle() {
    Optional<Integer> most = bounds.maxCycles();
    return row.whole("cycle").isPresent()
            && most.isPresent()
            && row.whole("cycle").get() > most.get()
        ? RowProblem.note(
            "cycle",
            new Phrase(
                "Cycle " + row.whole("cycle").get() + ".",
                "第 " + row.whole("cycle").get() + " 周期。"),
            new Phrase(
                "The therapy modules of this product have at most " + most.get() + " cycles.",
                "该产品的治疗模块最多 " + most.get() + " 个周期。"))
        : Optional.empty();
  }
}
