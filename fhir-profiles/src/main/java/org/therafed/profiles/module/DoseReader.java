package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/** Reads how the products of a module are dosed. */
final class DoseReader {
  private DoseReader() {}

  static List<Dose> doses(Row module, List<Coding> products) {
    List<Dose> doses = new ArrayList<>();
    if (module.has("activity")) {
      TherapyModule.PlannedActivity planned = activity(module.at("activity"));
      if (products.isEmpty()) {
        throw module.fault("activity", new Phrase("a product is needed", "应给出产品"));
      }
      doses.add(new Dose.Activity(products.get(0), planned));
    }
    for (Row row : module.rows("doses")) {
      doses.add(dose(row, product(row, products), module));
    }
    return doses;
  }

  private static Coding product(Row row, List<Coding> products) {
    String code = row.text("product");
    return products.stream()
        .filter(product -> product.code().equals(code))
        .findFirst()
        .orElseThrow(
            () -> row.fault("product", new Phrase("the module has no such product", "本模块没有这个产品")));
  }

  private static Dose dose(Row row, Coding product, Row module) {
    return switch (row.text("rule")) {
      case "activity" -> {
        row.only(
            "product", "rule", "megabecquerel", "tolerancePercent", "possibleMin", "possibleMax");
        yield new Dose.Activity(product, planned(row));
      }
      case "activity-per-weight" -> perWeight(row, product);
      case "absorbed-dose" -> absorbed(row, product);
      case "mass-per-weight" -> mass(row, product, module);
      case "cells" -> cells(row, product);
      case "titration" -> titration(row, product);
      case "fixed" -> fixed(row, product);
      case "adjusted" -> adjusted(row, product);
      default ->
          throw row.fault(
              "rule",
              new Phrase(
                  "the dose rule is not known: '"
                      + row.text("rule")
                      + "'; activity, activity-per-weight, absorbed-dose, mass-per-weight,"
                      + " cells, titration, fixed or adjusted is needed",
                  "未知的剂量规则“"
                      + row.text("rule")
                      + "”；应为 activity、activity-per-weight、absorbed-dose、mass-per-weight、"
                      + "cells、titration、fixed 或 adjusted"));
    };
  }

  private static TherapyModule.PlannedActivity activity(Row row) {
    row.only("megabecquerel", "tolerancePercent", "possibleMin", "possibleMax");
    return planned(row);
  }

  private static TherapyModule.PlannedActivity planned(Row row) {
    TherapyModule.PlannedActivity activity =
        new TherapyModule.PlannedActivity(
            row.positive("megabecquerel"),
            row.percent("tolerancePercent"),
            row.positive("possibleMin"),
            row.positive("possibleMax"));
    if (!activity.possible(activity.megabecquerel())) {
      throw row.fault(
          "",
          new Phrase("the planned activity is not possible by its own bounds", "计划活度超出了自身的可能范围"));
    }
    return activity;
  }

  private static Dose perWeight(Row row, Coding product) {
    row.only(
        "product",
        "rule",
        "kilobecquerelPerKilogram",
        "tolerancePercent",
        "possibleMin",
        "possibleMax");
    Dose.ActivityPerWeight dose =
        new Dose.ActivityPerWeight(
            product,
            row.positive("kilobecquerelPerKilogram"),
            row.percent("tolerancePercent"),
            row.number("possibleMin"),
            row.number("possibleMax"));
    if (dose.kilobecquerelPerKilogram().compareTo(dose.possibleMin()) < 0
        || dose.kilobecquerelPerKilogram().compareTo(dose.possibleMax()) > 0) {
      throw row.fault(
          "",
          new Phrase("the planned activity is not possible by its own bounds", "计划活度超出了自身的可能范围"));
    }
    return dose;
  }

  private static Dose absorbed(Row row, Coding product) {
    row.only("product", "rule", "organ", "minGray", "maxGray", "possibleMin", "possibleMax");
    BigDecimal min = row.positive("minGray");
    boolean bounded = row.has("possibleMin") || row.has("possibleMax");
    BigDecimal least = bounded ? row.positive("possibleMin") : null;
    return new Dose.AbsorbedDose(
        product,
        organ(row, "organ"),
        min,
        upper(row, "maxGray", min),
        least,
        bounded ? upper(row, "possibleMax", least) : null);
  }

  /** An organ by its SNOMED CT code, which must be listed, as others have no name to show. */
  static Coding organ(Row row, String name) {
    String code = row.text(name);
    String display =
        CodeSets.standard()
            .find("body-site")
            .orElseThrow()
            .display(Systems.SNOMED, code)
            .orElseThrow(
                () ->
                    row.fault(
                        name,
                        new Phrase(
                            "the code " + code + " is not listed in the set body-site",
                            "代码 " + code + " 未列入 body-site 集合")));
    return new Coding(Systems.SNOMED, code, display);
  }

  private static Dose mass(Row row, Coding product, Row module) {
    row.only(
        "product",
        "rule",
        "milligramPerKilogram",
        "reductions",
        "daysOfCycle",
        "tolerancePercent",
        "intervalDays",
        "indications");
    BigDecimal level = row.positive("milligramPerKilogram");
    List<BigDecimal> reductions = row.numbers("reductions");
    BigDecimal above = level;
    for (BigDecimal reduction : reductions) {
      if (reduction.signum() <= 0 || reduction.compareTo(above) >= 0) {
        throw row.fault(
            "reductions",
            new Phrase("each level must lie below the one before and above 0", "每一级都应低于前一级且大于 0"));
      }
      above = reduction;
    }
    List<Integer> days = row.wholes("daysOfCycle");
    if (days.isEmpty() || days.stream().anyMatch(day -> day < 1)) {
      throw row.fault("daysOfCycle", new Phrase("days from 1 are needed", "天数应从 1 起"));
    }
    Integer interval = row.has("intervalDays") ? row.whole("intervalDays", 1) : null;
    return new Dose.MassPerWeight(
        product,
        level,
        reductions,
        days,
        row.percent("tolerancePercent"),
        interval,
        indications(row, module));
  }

  /** The diagnoses of the module that a dose is for. */
  private static List<String> indications(Row row, Row module) {
    Set<String> known = new HashSet<>();
    module.rows("indications").forEach(each -> known.add(each.node().path("code").asText()));
    List<String> codes = new ArrayList<>();
    for (Row code : row.rows("indications")) {
      if (!known.contains(code.node().asText())) {
        throw code.fault("", new Phrase("the module has no such indication", "本模块没有这个适应症"));
      }
      codes.add(code.node().asText());
    }
    return codes;
  }

  /** That the days of a product's cycle lie within the cycle. */
  static void check(List<Dose> doses, TherapyModule.Schedule schedule, Row module) {
    for (Dose dose : doses) {
      if (dose instanceof Dose.MassPerWeight mass) {
        Integer own = mass.intervalDays();
        int interval =
            own != null ? own : schedule == null ? Integer.MAX_VALUE : schedule.intervalDays();
        if (mass.daysOfCycle().stream().anyMatch(day -> day > interval)) {
          throw module.fault(
              "doses",
              new Phrase(
                  "the cycle of " + dose.product().code() + " has only " + interval + " days",
                  dose.product().code() + " 的周期只有 " + interval + " 天"));
        }
      }
    }
  }

  private static Dose cells(Row row, Coding product) {
    row.only("product", "rule", "unit", "min", "max", "splitDoses");
    String unit = row.text("unit");
    if (!unit.equals("10*6") && !unit.equals("10*6/kg")) {
      throw row.fault("unit", new Phrase("10*6 or 10*6/kg is needed", "应为 10*6 或 10*6/kg"));
    }
    BigDecimal min = row.positive("min");
    return new Dose.Cells(
        product, unit, min, upper(row, "max", min), row.whole("splitDoses", 1, 1));
  }

  private static BigDecimal upper(Row row, String name, BigDecimal min) {
    if (!row.has(name)) {
      return null;
    }
    BigDecimal max = row.number(name);
    if (max.compareTo(min) < 0) {
      throw row.fault(
          name,
          new Phrase(
              "it is below the least: " + max + ", and " + min + " or more is needed",
              "小于下限：实际为 " + max + "，应为 " + min + " 或更大"));
    }
    return max;
  }

  private static Dose titration(Row row, Coding product) {
    row.only("product", "rule", "unit", "everyDays", "steps");
    List<Dose.Step> steps = new ArrayList<>();
    List<Row> rows = row.rows("steps");
    for (Row step : rows) {
      step.only("amount", "days");
      boolean last = steps.size() == rows.size() - 1;
      steps.add(
          new Dose.Step(
              step.positive("amount"), last ? step.whole("days", 1, 0) : step.whole("days", 1)));
    }
    if (steps.isEmpty()) {
      throw row.fault("steps", new Phrase("a step is needed", "应至少有一个阶梯"));
    }
    return new Dose.Titration(product, unit(row), row.whole("everyDays", 1, 1), steps);
  }

  private static Dose fixed(Row row, Coding product) {
    row.only("product", "rule", "amount", "unit", "timesPerDay", "days");
    return new Dose.Fixed(
        product,
        row.positive("amount"),
        unit(row),
        row.whole("timesPerDay", 1),
        row.whole("days", 0));
  }

  private static Dose adjusted(Row row, Coding product) {
    row.only("product", "rule", "unit", "min", "max", "timesPerDay");
    BigDecimal min = row.positive("min");
    row.positive("max");
    return new Dose.Adjusted(
        product, unit(row), min, upper(row, "max", min), row.whole("timesPerDay", 1));
  }

  private static String unit(Row row) {
    String unit = row.text("unit");
    if (!Ucum.isKnown(unit)) {
      throw row.fault(
          "unit", new Phrase("the unit " + unit + " is not known", "单位 " + unit + " 未知"));
    }
    return unit;
  }
}
