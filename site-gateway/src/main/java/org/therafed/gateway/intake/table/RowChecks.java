package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
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
    return check(line, row, List.of());
  }

  /**
   * As the other.
   *
   * @param unclear what is known of fields that could not be read: they are not looked at again
   */
  List<RowFinding> check(long line, TableRow row, List<RowFinding> unclear) {
    List<RowFinding> findings = new ArrayList<>(unclear);
    Set<String> known = unclear.stream().map(RowFinding::column).collect(Collectors.toSet());
    for (Column column : TableLayout.of(row.kind()).columns()) {
      if (known.contains(column.name())) {
        continue;
      }
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
        findings.add(new RowFinding(line, column.name(), TableCode.EMPTY.reason()));
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
      case CHARGES -> charge(row);
      default -> Optional.empty();
    };
  }

  private Optional<RowProblem> lab(TableRow row) {
    LabTest test = context.modules().tests().coded(row.text("loinc")).orElseThrow();
    String unit = row.text("unit");
    if (!test.accepts(unit)) {
      return RowProblem.refuse(
          "unit",
          new Phrase("A unit that does not fit the test.", "单位与该检验不符。"),
          convertible(List.of(test.unit()), unit));
    }
    String written = row.text("value").replaceFirst("^[<>]=?\\s*", "");
    BigDecimal number = new BigDecimal(written);
    try {
      return test.plausible(test.toCanonical(number, unit))
          ? Optional.empty()
          : RowProblem.refuse(
              "value",
              FieldForms.shown(written, unit),
              valueFrom(test.plausibleMin(), test.plausibleMax(), test.unit()));
    } catch (Fault e) {
      return RowProblem.refuse("unit", e.reason().foundPhrase(), e.reason().neededPhrase());
    }
  }

  /** A rule about a unit, with what the sender of a known misspelling probably means. */
  static Phrase convertible(List<String> units, String written) {
    return new Phrase(
            "A UCUM unit convertible to " + String.join(" or ", units) + " is needed",
            "应为可换算为 " + String.join(" 或 ", units) + " 的 UCUM 单位")
        .then(
            Ucum.hint(written)
                .map(text -> new Phrase("; probably " + text + ".", "；可能应为 " + text + "。"))
                .orElse(new Phrase(".", "。")));
  }

  /** A rule about a value with a unit. */
  static Phrase valueFrom(BigDecimal least, BigDecimal most, String unit) {
    String from = least.toPlainString();
    String to = most.toPlainString();
    return new Phrase(
        "A value from " + from + " to " + to + " " + unit + " is needed.",
        "值应在 " + from + " 至 " + to + " " + unit + " 之间。");
  }

  private static Optional<RowProblem> response(TableRow row, ResponseCriteria criteria) {
    ResponseCriteria.Criterion criterion = criteria.named(row.text("criterion")).orElseThrow();
    return criterion.category(row.text("response")).isPresent()
        ? Optional.empty()
        : RowProblem.refuse(
            "response",
            new Phrase(
                "A category that " + criterion.name() + " does not know.",
                criterion.name() + " 没有这个分类。"),
            FieldForms.oneOfThese(criterion.categories().stream().map(c -> c.name()).toList()));
  }

  private static Optional<RowProblem> cause(TableRow row) {
    return row.find("cause").isPresent() && row.text("status").equals("alive")
        ? RowProblem.refuse(
            "cause",
            new Phrase("A cause of death of the living.", "存活者填写了死因。"),
            new Phrase("An empty field is needed.", "该字段应为空。"))
        : Optional.empty();
  }

  private static Optional<RowProblem> site(TableRow row) {
    return Terms.isSite(row.text("site_system"), row.text("site_code"))
        ? Optional.empty()
        : RowProblem.refuse(
            "site_code",
            new Phrase("A code that its system does not have.", "其编码系统中没有这个代码。"),
            new Phrase(
                "A SNOMED CT concept, or a topography of ICD-O-3 as C77.3, is needed.",
                "应为 SNOMED CT 概念，或 ICD-O-3 的解剖部位编码，例如 C77.3。"));
  }

  private static Optional<RowProblem> charge(TableRow row) {
    Optional<String> system = row.find("national_system");
    Optional<String> code = row.find("national_code");
    if (system.isPresent() != code.isPresent()) {
      return RowProblem.refuse(
          system.isPresent() ? "national_code" : "national_system",
          new Phrase(
              "Only one of national_system and national_code.",
              "national_system 与 national_code 只填写了其一。"),
          new Phrase("Both or neither are needed.", "应同时填写或均不填写。"));
    }
    return code.isEmpty() || Terms.isNational(system.get(), code.get())
        ? Optional.empty()
        : RowProblem.refuse(
            "national_code",
            new Phrase("A code that does not have the form of its system.", "代码不符合其编码系统的形式。"),
            new Phrase("A code of the national medical insurance is needed.", "应为国家医保编码。"));
  }

  private static Optional<RowProblem> order(TableRow row, String first, String second) {
    Optional<LocalDate> from = row.day(first);
    Optional<LocalDate> to = row.day(second);
    return from.isPresent() && to.isPresent() && to.get().isBefore(from.get())
        ? RowProblem.refuse(
            second,
            new Phrase("A day before " + first + ".", "日期早于 " + first + "。"),
            new Phrase("The same day or a later one is needed.", "应为同一天或更晚。"))
        : Optional.empty();
  }

  /** A problem as a finding of a row. */
  static RowFinding finding(long line, RowProblem problem) {
    GatewayCode code =
        switch (problem.effect()) {
          case REFUSED -> TableCode.VALUE;
          case HELD -> TableCode.HELD;
          case NOTED -> TableCode.NOTED;
        };
    return new RowFinding(
        line,
        problem.column(),
        code.reason(
            safe("value", problem.problem().found()), safe("rule", problem.problem().rule())),
        problem.effect());
  }
}
