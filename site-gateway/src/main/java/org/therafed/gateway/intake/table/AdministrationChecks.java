package org.therafed.gateway.intake.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.therafed.profiles.module.DoseBounds;
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
          has("dose") ? "Both measured_activity_gbq and dose." : "No dose.",
          "Either measured_activity_gbq or dose with unit is needed.");
    }
    if (has("dose") != has("unit")) {
      return RowProblem.refuse("unit", "Only one of dose and unit.", "Both are needed for a dose.");
    }
    if (has("dose") && has("residual_activity_gbq")) {
      return RowProblem.refuse(
          "residual_activity_gbq",
          "A residual in GBq beside a dose.",
          "The residual of a dose stands in residual_dose, in the dose's unit.");
    }
    if (has("residual_dose") && !has("dose")) {
      return RowProblem.refuse(
          "residual_dose", "A residual without a dose.", "The dose it is left of is needed.");
    }
    if ((has("residual_activity_gbq") || has("residual_dose")) != has("residual_at")) {
      return RowProblem.refuse(
          "residual_at",
          "Only one of residual_activity_gbq and residual_at.",
          "Both or neither are needed.");
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
            "A unit in which no " + kind.code() + " is dosed.",
            "A UCUM unit convertible to "
                + String.join(" or ", kind.units())
                + " is needed"
                + RowChecks.hint(unit));
  }

  private Optional<RowProblem> reference() {
    if (product.radionuclide().isEmpty()) {
      return has("residual_at") || has("measured_at")
          ? RowProblem.refuse(
              has("measured_at") ? "measured_at" : "residual_at",
              "A reference time of a product without radioactivity.",
              "An empty field is needed: measured_at and residuals are for activities.")
          : Optional.empty();
    }
    if (!has("measured_at")) {
      return RowProblem.refuse(
          "measured_at",
          "An activity without reference time.",
          "The time at which the activity was measured is needed.");
    }
    Instant measured = instant("measured_at");
    Instant administered = instant("administered_at");
    return Math.abs(Duration.between(measured, administered).toDays()) > MOST_DAYS
        ? RowProblem.refuse(
            "measured_at",
            "A measurement more than " + MOST_DAYS + " days from the administration.",
            "The time at which the syringe was measured is needed.")
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
          "cycle", "No cycle.", "A nuclide that is given to treat belongs to a cycle.");
    }
    return has("cycle") || has("administration_id")
        ? Optional.empty()
        : RowProblem.refuse(
            "administration_id",
            "Neither cycle nor administration_id.",
            "One of them is needed to tell administrations apart.");
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
                    FieldForms.shown(row.text(doseColumn()), unit) + ".",
                    "A dose of this product lies between " + limits.en() + "."));
  }

  private Optional<RowProblem> cycle() {
    Optional<Integer> most = bounds.maxCycles();
    return row.whole("cycle").isPresent()
            && most.isPresent()
            && row.whole("cycle").get() > most.get()
        ? RowProblem.note(
            "cycle",
            "Cycle " + row.whole("cycle").get() + ".",
            "The therapy modules of this product have at most " + most.get() + " cycles.")
        : Optional.empty();
  }
}
