package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;

/** Checks a row field by field, then what its fields say together. */
final class RowChecks {

  private final FieldContext context;

  RowChecks(FieldContext context) {
    this.context = context;
  }

  List<RowFinding> check(long line, TableRow row) {
    List<RowFinding> findings = new ArrayList<>();
    for (Column column : TableLayout.of(row.kind()).columns()) {
      Optional<String> text = row.find(column.name());
      if (text.isPresent()) {
        column
            .form()
            .check(text.get(), context)
            .ifPresent(p -> findings.add(value(line, column.name(), p)));
      } else if (column.required()) {
        findings.add(new RowFinding(line, column.name(), GatewayCode.TABLE_EMPTY.reason()));
      }
    }
    if (findings.isEmpty()) {
      together(row).ifPresent(p -> findings.add(value(line, p.column(), p.problem())));
    }
    return findings;
  }

  private record ColumnProblem(String column, FieldForm.Problem problem) {}

  private Optional<ColumnProblem> together(TableRow row) {
    return switch (row.kind()) {
      case LABS -> lab(row);
      case ADMINISTRATIONS -> administration(row);
      case COURSES -> order(row, "started_on", "ended_on");
      case ADVERSE_EVENTS -> order(row, "onset_on", "resolved_on");
      case CONSENTS -> order(row, "valid_from", "valid_to");
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnProblem> lab(TableRow row) {
    LabTest test = LabCatalog.standard().coded(row.text("loinc")).orElseThrow();
    String unit = row.text("unit");
    if (!test.accepts(unit)) {
      return problem(
          "unit",
          "A unit that does not fit the test.",
          "A UCUM unit convertible to " + test.unit() + " is needed.");
    }
    String written = row.text("value").replaceFirst("^[<>]=?\\s*", "");
    BigDecimal number = new BigDecimal(written);
    try {
      return test.plausible(test.toCanonical(number, unit))
          ? Optional.empty()
          : problem(
              "value",
              FieldForms.shown(written, unit) + ".",
              "A value from "
                  + test.plausibleMin().toPlainString()
                  + " to "
                  + test.plausibleMax().toPlainString()
                  + " "
                  + test.unit()
                  + " is needed.");
    } catch (Fault e) {
      return problem("unit", e.reason().found(), e.reason().needed());
    }
  }

  private Optional<ColumnProblem> administration(TableRow row) {
    if (row.find("residual_activity_gbq").isPresent() != row.find("residual_at").isPresent()) {
      return problem(
          "residual_at",
          "Only one of residual_activity_gbq and residual_at.",
          "Both or neither are needed.");
    }
    Instant measured = instant(row, "measured_at");
    Instant administered = instant(row, "administered_at");
    if (Math.abs(java.time.Duration.between(measured, administered).toDays()) > 30) {
      return problem(
          "measured_at",
          "A measurement more than 30 days from the administration.",
          "The time at which the syringe was measured is needed.");
    }
    return Optional.empty();
  }

  private Instant instant(TableRow row, String column) {
    return FieldForms.parseTime(row.text(column), context).orElseThrow();
  }

  private static Optional<ColumnProblem> order(TableRow row, String first, String second) {
    Optional<LocalDate> from = row.day(first);
    Optional<LocalDate> to = row.day(second);
    return from.isPresent() && to.isPresent() && to.get().isBefore(from.get())
        ? problem(second, "A day before " + first + ".", "The same day or a later one is needed.")
        : Optional.empty();
  }

  private static Optional<ColumnProblem> problem(String column, String found, String rule) {
    return Optional.of(new ColumnProblem(column, new FieldForm.Problem(found, rule)));
  }

  private static RowFinding value(long line, String column, FieldForm.Problem problem) {
    return new RowFinding(
        line,
        column,
        GatewayCode.TABLE_VALUE.reason(
            safe("value", problem.found()), safe("rule", problem.rule())));
  }
}
