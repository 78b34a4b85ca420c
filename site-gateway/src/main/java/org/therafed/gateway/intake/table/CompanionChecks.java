package org.therafed.gateway.intake.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.Stratum;
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
          unit ? "A unit of a class." : "No unit.",
          unit ? "An empty field is needed." : "A unit as " + stratum.unit() + " is needed.");
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
            "A word that is not in the list.",
            "One of " + String.join(", ", words) + " is needed.");
  }

  private static Optional<RowProblem> quantity(TableRow row, Stratum stratum) {
    String unit = row.text("unit");
    if (!Ucum.convertible(unit, stratum.unit())) {
      return RowProblem.refuse(
          "unit",
          "A unit that does not fit the stratum.",
          "A UCUM unit convertible to " + stratum.unit() + " is needed" + RowChecks.hint(unit));
    }
    if (!row.text(COLUMN).matches("-?\\d{1,12}(\\.\\d{1,12})?")) {
      return RowProblem.refuse(COLUMN, "A text that is no number.", "A number is needed.");
    }
    BigDecimal value = Ucum.convert(new BigDecimal(row.text(COLUMN)), unit, stratum.unit());
    return value.compareTo(stratum.min()) >= 0 && value.compareTo(stratum.max()) <= 0
        ? Optional.empty()
        : RowProblem.refuse(
            COLUMN,
            FieldForms.shown(row.text(COLUMN), unit) + ".",
            "A value from "
                + stratum.min().toPlainString()
                + " to "
                + stratum.max().toPlainString()
                + " "
                + stratum.unit()
                + " is needed.");
  }
}
