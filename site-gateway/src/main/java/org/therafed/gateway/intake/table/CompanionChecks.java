package org.therafed.gateway.intake.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.Stratum;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Ucum;

/** Companion data: the value has the form that the stratum of a therapy module takes. */
final class CompanionChecks {

  private static final String COLUMN = "value";

  private CompanionChecks() {}

  static Optional<Stratum> stratum(String id, ModuleCatalog modules) {
    return modules.all().stream()
        .flatMap(module -> module.strata().stream())
        .filter(stratum -> stratum.id().equals(id))
        .findFirst();
  }

  static Optional<RowProblem> check(TableRow row, FieldContext context) {
    Stratum stratum = stratum(row.text("stratum"), context.modules()).orElseThrow();
    boolean unit = row.find("unit").isPresent();
    if (unit != (stratum.type() == Stratum.Type.QUANTITY)) {
      return RowProblem.refuse(
          "unit",
          unit ? new Phrase("A unit of a class.", "分类值带有单位。") : new Phrase("No unit.", "没有单位。"),
          unit
              ? new Phrase("An empty field is needed.", "该字段应为空。")
              : new Phrase(
                  "A unit as " + stratum.unit() + " is needed.",
                  "应有单位，例如 " + stratum.unit() + "。"));
    }
    return switch (stratum.type()) {
      case QUANTITY -> quantity(row, stratum);
      case CODED -> word(row, stratum.values().stream().map(Stratum.Value::code).toList());
      case YES_NO -> word(row, List.of("yes", "no"));
    };
  }

  private static Optional<RowProblem> word(TableRow row, List<String> words) {
    return words.contains(row.text(COLUMN))
        ? Optional.empty()
        : RowProblem.refuse(
            COLUMN,
            new Phrase("A word that is not in the list.", "该词不在列表中。"),
            FieldForms.oneOfThese(words));
  }

  private static Optional<RowProblem> quantity(TableRow row, Stratum stratum) {
    String unit = row.text("unit");
    if (!Ucum.convertible(unit, stratum.unit())) {
      return RowProblem.refuse(
          "unit",
          new Phrase("A unit that does not fit the stratum.", "单位与该分层项不符。"),
          RowChecks.convertible(List.of(stratum.unit()), unit));
    }
    if (!row.text(COLUMN).matches("-?\\d{1,12}(\\.\\d{1,12})?")) {
      return RowProblem.refuse(
          COLUMN,
          new Phrase("A text that is no number.", "不是数字。"),
          new Phrase("A number is needed.", "应为数字。"));
    }
    BigDecimal value = Ucum.convert(new BigDecimal(row.text(COLUMN)), unit, stratum.unit());
    return value.compareTo(stratum.min()) >= 0 && value.compareTo(stratum.max()) <= 0
        ? Optional.empty()
        : RowProblem.refuse(
            COLUMN,
            FieldForms.shown(row.text(COLUMN), unit),
            RowChecks.valueFrom(stratum.min(), stratum.max(), stratum.unit()));
  }
}
