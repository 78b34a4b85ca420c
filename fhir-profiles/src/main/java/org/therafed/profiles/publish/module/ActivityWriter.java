package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Product;

/** One ActivityDefinition per dose of a module: product, dose, route, how often. */
final class ActivityWriter {
  private static final String USAGE = "http://terminology.hl7.org/CodeSystem/usage-context-type";

  private final TherapyModule module;

  ActivityWriter(TherapyModule module) {
    this.module = module;
  }

  List<Resource> activities() {
    List<Resource> activities = new ArrayList<>();
    for (Dose dose : module.doses()) {
      activities.add(activity(dose, activities.size() + 1));
    }
    return activities;
  }

  private Resource activity(Dose dose, int number) {
    Resource activity =
        Resource.canonical(
            "ActivityDefinition",
            module.id() + "-dose-" + number,
            module,
            new TherapyModule.Title(
                dose.product().display() + ", " + dose.rule(),
                chinese(dose.product()) + "，给药规则 " + dose.rule()));
    ObjectNode json = activity.json();
    if (dose instanceof Dose.MassPerWeight mass) {
      indications(json, module, mass);
    }
    json.put("kind", "MedicationRequest");
    if (module.schedule() != null) {
      timing(json.putObject("timingTiming").putObject("repeat"), module.schedule(), dose);
    }
    Resource.product(json.putObject("productCodeableConcept"), dose.product(), module);
    ArrayNode dosage = json.putArray("dosage");
    dosage(dosage, dose);
    module
        .product(dose.product())
        .flatMap(Product::route)
        .ifPresent(
            route ->
                dosage.forEach(
                    row ->
                        Resource.concept(((ObjectNode) row).putObject("route"), route.coding())));
    return activity;
  }

  /** The diagnoses that a dose is for, where it is not for all of the module. */
  private static void indications(ObjectNode json, TherapyModule module, Dose.MassPerWeight dose) {
    for (Coding diagnosis : module.indications()) {
      if (dose.indications().contains(diagnosis.code())) {
        ObjectNode context = json.withArray("useContext").addObject();
        context.putObject("code").put("system", USAGE).put("code", "focus");
        Resource.concept(context.putObject("valueCodeableConcept"), diagnosis);
      }
    }
  }

  /** Days of the cycle on which a dose is given, from 1. */
  static List<Integer> days(Dose dose) {
    return dose instanceof Dose.MassPerWeight mass ? mass.daysOfCycle() : List.of(1);
  }

  private static void timing(ObjectNode repeat, TherapyModule.Schedule schedule, Dose dose) {
    int interval =
        dose instanceof Dose.MassPerWeight mass && mass.intervalDays() != null
            ? mass.intervalDays()
            : schedule.intervalDays();
    repeat.put("count", schedule.maxCycles() * days(dose).size());
    repeat.put("frequency", days(dose).size());
    repeat.put("period", interval - schedule.earlyDays());
    repeat.put("periodMax", interval + schedule.lateDays());
    repeat.put("periodUnit", "d");
  }

  private String chinese(Coding product) {
    return module.own(product).map(own -> own.title().zh()).orElse(product.display());
  }

  private static void dosage(ArrayNode dosage, Dose dose) {
    if (dose instanceof Dose.Activity fixed) {
      percent(dosage, fixed.planned().megabecquerel(), fixed.planned().tolerancePercent(), "MBq");
    } else if (dose instanceof Dose.ActivityPerWeight weighed) {
      percent(dosage, weighed.kilobecquerelPerKilogram(), weighed.tolerancePercent(), "kBq/kg");
    } else if (dose instanceof Dose.MassPerWeight mass) {
      percent(dosage, mass.milligramPerKilogram(), mass.tolerancePercent(), "mg/kg");
      if (mass.daysOfCycle().size() > 1) {
        Resource.title(
            (ObjectNode) dosage.get(0),
            "text",
            new TherapyModule.Title(
                "On days " + listed(mass.daysOfCycle(), ", ") + " of the cycle",
                "周期第 " + listed(mass.daysOfCycle(), "、") + " 天"));
      }
      for (BigDecimal level : mass.reductions()) {
        ObjectNode reduced = dosage.addObject().put("text", "Reduced level");
        Resource.quantity(amount(reduced).putObject("doseQuantity"), level, "mg/kg");
      }
    } else if (dose instanceof Dose.Cells cells) {
      range(dosage, cells.min(), cells.max(), cells.unit());
    } else if (dose instanceof Dose.AbsorbedDose absorbed) {
      dosage.add(dosage.objectNode().put("text", "Absorbed dose: " + absorbed.organ().display()));
      range(dosage, absorbed.minGray(), absorbed.maxGray(), "Gy");
    } else if (dose instanceof Dose.Titration titration) {
      titration(dosage, titration);
    } else if (dose instanceof Dose.Fixed fixed) {
      ObjectNode row = dosage.addObject();
      ObjectNode repeat = row.putObject("timing").putObject("repeat");
      bounds(repeat, fixed.days());
      repeat.put("frequency", fixed.timesPerDay()).put("period", 1).put("periodUnit", "d");
      Resource.quantity(amount(row).putObject("doseQuantity"), fixed.amount(), fixed.unit());
    } else if (dose instanceof Dose.Adjusted adjusted) {
      range(dosage, adjusted.min(), adjusted.max(), adjusted.unit());
      ObjectNode repeat = ((ObjectNode) dosage.get(0)).putObject("timing").putObject("repeat");
      repeat.put("frequency", adjusted.timesPerDay()).put("period", 1).put("periodUnit", "d");
    }
  }

  private static String listed(List<Integer> days, String comma) {
    return days.stream().map(String::valueOf).collect(Collectors.joining(comma));
  }

  private static void titration(ArrayNode dosage, Dose.Titration titration) {
    for (Dose.Step step : titration.steps()) {
      ObjectNode row = dosage.addObject().put("sequence", dosage.size());
      ObjectNode repeat = row.putObject("timing").putObject("repeat");
      bounds(repeat, step.days());
      repeat.put("frequency", 1).put("period", titration.everyDays()).put("periodUnit", "d");
      Resource.quantity(amount(row).putObject("doseQuantity"), step.amount(), titration.unit());
    }
  }

  private static void bounds(ObjectNode repeat, int days) {
    if (days > 0) {
      Resource.days(repeat.putObject("boundsDuration"), days);
    }
  }

  private static void percent(
      ArrayNode dosage, BigDecimal planned, BigDecimal tolerancePercent, String unit) {
    BigDecimal margin = planned.multiply(tolerancePercent).movePointLeft(2);
    range(dosage, planned.subtract(margin), planned.add(margin), unit);
  }

  private static void range(ArrayNode dosage, BigDecimal low, BigDecimal high, String unit) {
    ObjectNode range = amount(dosage.addObject()).putObject("doseRange");
    Resource.quantity(range.putObject("low"), low, unit);
    if (high != null) {
      Resource.quantity(range.putObject("high"), high, unit);
    }
  }

  private static ObjectNode amount(ObjectNode dosage) {
    return dosage.putArray("doseAndRate").addObject();
  }
}
