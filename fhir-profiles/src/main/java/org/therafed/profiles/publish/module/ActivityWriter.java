package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;

/** One ActivityDefinition per dose of a module: product, dose, interval. */
final class ActivityWriter {
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
                dose.product().display() + "，给药规则 " + dose.rule()));
    ObjectNode json = activity.json();
    json.put("kind", "MedicationRequest");
    if (module.schedule() != null) {
      TherapyModule.Schedule schedule = module.schedule();
      ObjectNode repeat = json.putObject("timingTiming").putObject("repeat");
      repeat.put("count", schedule.maxCycles());
      repeat.put("period", schedule.intervalDays() - schedule.earlyDays());
      repeat.put("periodMax", schedule.intervalDays() + schedule.lateDays());
      repeat.put("periodUnit", "d");
    }
    Resource.concept(json.putObject("productCodeableConcept"), dose.product());
    dosage(json.putArray("dosage"), dose);
    return activity;
  }

  private static void dosage(ArrayNode dosage, Dose dose) {
    if (dose instanceof Dose.Activity fixed) {
      percent(dosage, fixed.planned().megabecquerel(), fixed.planned().tolerancePercent(), "MBq");
    } else if (dose instanceof Dose.ActivityPerWeight weighed) {
      percent(dosage, weighed.kilobecquerelPerKilogram(), weighed.tolerancePercent(), "kBq/kg");
    } else if (dose instanceof Dose.MassPerWeight mass) {
      percent(dosage, mass.milligramPerKilogram(), mass.tolerancePercent(), "mg/kg");
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
    }
  }

  private static void titration(ArrayNode dosage, Dose.Titration titration) {
    for (Dose.Step step : titration.steps()) {
      ObjectNode row = dosage.addObject().put("sequence", dosage.size());
      if (step.days() > 0) {
        bounds(row.putObject("timing").putObject("repeat"), step.days());
      }
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
