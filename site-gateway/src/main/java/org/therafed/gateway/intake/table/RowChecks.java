package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Ucum;

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
            .ifPresent(
                p ->
                    findings.add(
                        finding(
                            line, new RowProblem(column.name(), p, RowFinding.Effect.REFUSED))));
      } else if (column.required()) {
        findings.add(new RowFinding(line, column.name(), GatewayCode.TABLE_EMPTY.reason()));
      }
    }
    if (findings.isEmpty()) {
      together(row).ifPresent(p -> findings.add(finding(line, p)));
    }
    return findings;
  }

  private Optional<RowProblem> together(TableRow row) {
    return switch (row.kind()) {
      case LABS -> lab(row);
      case ADMINISTRATIONS -> AdministrationChecks.check(row, context);
      case COURSES, CYCLES, PROCEDURES -> order(row, "started_on", "ended_on");
      case ADVERSE_EVENTS ->
          order(row, "onset_on", "resolved_on")
              .or(() -> AdverseEventChecks.check(row, context.modules().events()));
      case CONSENTS -> order(row, "valid_from", "valid_to");
      case RESPONSES -> response(row, context.modules().criteria());
      case COMPANION -> CompanionChecks.check(row, context);
      case VITAL_STATUS -> cause(row);
      case LESIONS -> site(row);
      case CELL_PRODUCTS -> CellProductChecks.check(row);
      case MEASUREMENTS -> MeasurementChecks.check(row);
      default -> Optional.empty();
    };
  }

  private Optional<RowProblem> lab(TableRow row) {
    LabTest test = context.modules().tests().coded(row.text("loinc")).orElseThrow();
    String unit = row.text("unit");
    if (!test.accepts(unit)) {
      return RowProblem.refuse(
          "unit",
          "A unit that does not fit the test.",
          "A UCUM unit convertible to " + test.unit() + " is needed" + hint(unit));
    }
    String written = row.text("value").replaceFirst("^[<>]=?\\s*", "");
    BigDecimal number = new BigDecimal(written);
    try {
      return test.plausible(test.toCanonical(number, unit))
          ? Optional.empty()
          : RowProblem.refuse(
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
      return RowProblem.refuse("unit", e.reason().found(), e.reason().needed());
    }
  }

  /** The end of a rule about a unit: what the sender of a known misspelling probably means. */
  static String hint(String unit) {
    return Ucum.hint(unit).map(text -> "; probably " + text + ".").orElse(".");
  }

  private static Optional<RowProblem> response(TableRow row, ResponseCriteria criteria) {
    ResponseCriteria.Criterion criterion = criteria.named(row.text("criterion")).orElseThrow();
    return criterion.category(row.text("response")).isPresent()
        ? Optional.empty()
        : RowProblem.refuse(
            "response",
            "A category that " + criterion.name() + " does not know.",
            "One of "
                + String.join(", ", criterion.categories().stream().map(c -> c.name()).toList())
                + " is needed.");
  }

  private static Optional<RowProblem> cause(TableRow row) {
    return row.find("cause").isPresent() && row.text("status").equals("alive")
        ? RowProblem.refuse("cause", "A cause of death of the living.", "An empty field is needed.")
        : Optional.empty();
  }

  private static Optional<RowProblem> site(TableRow row) {
    return Terms.isSite(row.text("site_system"), row.text("site_code"))
        ? Optional.empty()
        : RowProblem.refuse(
            "site_code",
            "A code that its system does not have.",
            "A SNOMED CT concept, or a topography of ICD-O-3 as C77.3, is needed.");
  }

  private static Optional<RowProblem> order(TableRow row, String first, String second) {
    Optional<LocalDate> from = row.day(first);
    Optional<LocalDate> to = row.day(second);
    return from.isPresent() && to.isPresent() && to.get().isBefore(from.get())
        ? RowProblem.refuse(
            second, "A day before " + first + ".", "The same day or a later one is needed.")
        : Optional.empty();
  }

  private static RowFinding finding(long line, RowProblem problem) {
    GatewayCode code =
        switch (problem.effect()) {
          case REFUSED -> GatewayCode.TABLE_VALUE;
          case HELD -> GatewayCode.TABLE_HELD;
          case NOTED -> GatewayCode.TABLE_NOTED;
        };
    return new RowFinding(
        line,
        problem.column(),
        code.reason(
            safe("value", problem.problem().found()), safe("rule", problem.problem().rule())),
        problem.effect());
  }
}
