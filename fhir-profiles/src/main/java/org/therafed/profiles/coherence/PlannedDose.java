package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Ucum;

/**
 * The doses of one product as a module plans them, each with its tolerance, in the unit in which it
 * is planned. A dose by body weight is held against one that was recorded by body weight; fixed
 * doses and the steps of titrations, which have no tolerance, are exactly what was planned by any
 * of the product's rows; an activity that follows from an absorbed dose is held against nothing,
 * the dose it gave is ({@link AbsorbedDoseRules}). Where rows are for different diagnoses, that of
 * the course's counts; all of them where the diagnosis is not known, or none is for it.
 *
 * @param ranges one for each level that is planned
 */
record PlannedDose(List<Range> ranges) {

  /** A range of amounts; {@code most} is null where there is no bound. */
  private record Range(BigDecimal least, BigDecimal most, String unit) {
    boolean holds(BigDecimal amount, String of) {
      BigDecimal value = Ucum.convert(amount, of, unit);
      return value.compareTo(least) >= 0 && (most == null || value.compareTo(most) <= 0);
    }

    String shown() {
      if (most == null) {
        return "≥ " + plain(least) + " " + unit;
      }
      return least.compareTo(most) == 0 ? upper() : plain(least) + "–" + upper();
    }

    private String upper() {
      return plain(most) + " " + unit;
    }

    private static String plain(BigDecimal number) {
      return number.round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
  }

  /**
   * What a module plans of a product.
   *
   * @param diagnoses of the course; empty where not all of them are known
   */
  static PlannedDose of(TherapyModule module, Coding product, List<JsonNode> diagnoses) {
    List<Range> ranges = new ArrayList<>();
    List<Dose> planned =
        module.doses().stream().filter(dose -> dose.product().equals(product)).toList();
    List<Dose> meant =
        planned.stream()
            .filter(dose -> diagnoses.stream().anyMatch(each -> isFor(dose, each, module)))
            .toList();
    for (Dose dose : meant.isEmpty() ? planned : meant) {
      if (dose instanceof Dose.Activity fixed) {
        ranges.add(
            around(fixed.planned().megabecquerel(), fixed.planned().tolerancePercent(), "MBq"));
      } else if (dose instanceof Dose.Cells cells) {
        ranges.add(new Range(cells.min(), cells.max(), cells.unit()));
      } else if (dose instanceof Dose.MassPerWeight mass) {
        ranges.add(around(mass.milligramPerKilogram(), mass.tolerancePercent(), "mg/kg"));
        mass.reductions()
            .forEach(level -> ranges.add(around(level, mass.tolerancePercent(), "mg/kg")));
      } else if (dose instanceof Dose.ActivityPerWeight weight) {
        ranges.add(around(weight.kilobecquerelPerKilogram(), weight.tolerancePercent(), "kBq/kg"));
      } else if (dose instanceof Dose.Fixed fixed) {
        ranges.add(new Range(fixed.amount(), fixed.amount(), fixed.unit()));
      } else if (dose instanceof Dose.Adjusted adjusted) {
        ranges.add(new Range(adjusted.min(), adjusted.max(), adjusted.unit()));
      } else if (dose instanceof Dose.Titration titration) {
        titration
            .steps()
            .forEach(step -> ranges.add(new Range(step.amount(), step.amount(), titration.unit())));
      }
    }
    return new PlannedDose(ranges);
  }

  private static boolean isFor(Dose dose, JsonNode diagnosis, TherapyModule module) {
    return dose.indications().isEmpty()
        || Indications.isOf(
            diagnosis,
            module.indications().stream()
                .filter(each -> dose.indications().contains(each.code()))
                .toList());
  }

  private static Range around(BigDecimal amount, BigDecimal percent, String unit) {
    BigDecimal margin = amount.multiply(percent).movePointLeft(2);
    return new Range(amount.subtract(margin), amount.add(margin), unit);
  }

  /** What is planned, if a dose is none of it; empty where nothing is planned in such a unit. */
  Optional<String> outside(JsonNode dose) {
    String unit = dose.path("code").asText();
    if (!dose.path("value").isNumber()) {
      return Optional.empty();
    }
    BigDecimal amount = dose.path("value").decimalValue();
    List<Range> comparable =
        ranges.stream().filter(range -> Ucum.convertible(unit, range.unit())).toList();
    return comparable.isEmpty() || comparable.stream().anyMatch(range -> range.holds(amount, unit))
        ? Optional.empty()
        : Optional.of(
            comparable.stream().map(Range::shown).distinct().collect(Collectors.joining(" / ")));
  }
}
