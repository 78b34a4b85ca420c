package org.therafed.profiles.module;

import java.util.Collection;
import org.therafed.profiles.outcome.Phrase;

/** Which sections a module of a kind cannot be without. */
final class ModuleNeeds {
  /** Fifteen years, as regulators ask for gene-modified cells (FDA 2020, EMA 2009 guidance). */
  private static final int FIFTEEN_YEARS = 5475;

  private ModuleNeeds() {}

  static void check(TherapyModule module, Row row) {
    if (module.kind() == ModuleKind.OTHER) {
      return;
    }
    needed(module.indications(), "indications", row);
    needed(module.products(), "products", row);
    needed(module.doses(), "doses", row);
    needed(module.windows(), "windows", row);
    needed(module.endpoints(), "endpoints", row);
    needed(module.adverseEventsOfInterest(), "adverseEventsOfInterest", row);
    needed(module.required(), "required", row);
    switch (module.kind()) {
      case RADIONUCLIDE -> {
        needed(module.organsAtRisk(), "organsAtRisk", row);
        needed(module.biomarkers(), "biomarkers", row);
        dose(
            module,
            row,
            new Phrase("a dose by activity or absorbed dose is needed", "应有按活度或吸收剂量的剂量"),
            Dose.Activity.class,
            Dose.ActivityPerWeight.class,
            Dose.AbsorbedDose.class);
      }
      case ENGINEERED_CELLS -> {
        cells(module, row);
        if (module.followUpDays() < FIFTEEN_YEARS) {
          throw row.fault(
              "followUpDays",
              new Phrase("15 years (5475 days) or more are needed", "应为 15 年（5475 天）或更长"));
        }
      }
      case CELLS -> cells(module, row);
      case ANTIBODY_DRUG_CONJUGATE -> {
        dose(
            module,
            row,
            new Phrase("a dose by weight is needed", "应有按体重的剂量"),
            Dose.MassPerWeight.class);
        if (module.schedule() == null) {
          throw row.fault(
              "schedule",
              new Phrase(
                  "the kind " + module.kind().label() + " needs it",
                  "类别 " + module.kind().label() + " 需要此项"));
        }
      }
      case MEDICINE ->
          dose(
              module,
              row,
              new Phrase("a titration, a fixed or an adjusted dose is needed", "应有滴定方案、固定剂量或个体化剂量"),
              Dose.Titration.class,
              Dose.Fixed.class,
              Dose.Adjusted.class);
      case OTHER -> throw new IllegalStateException("returned above");
    }
  }

  private static void cells(TherapyModule module, Row row) {
    dose(module, row, new Phrase("a dose of cells is needed", "应有细胞剂量"), Dose.Cells.class);
    if (module.windows().stream().noneMatch(w -> w.anchor() == VisitWindow.Anchor.INFUSION)) {
      throw row.fault(
          "windows",
          new Phrase("a window anchored to infusion is needed", "应有以 infusion（输注）为起点的时间窗"));
    }
    if (module.required().stream()
        .noneMatch(e -> e.fact() == RequiredElement.Source.CELL_PRODUCT)) {
      throw row.fault(
          "required",
          new Phrase("the cell product is needed, for the chain of identity", "应有细胞产品，以保证身份链"));
    }
  }

  private static void needed(Collection<?> section, String name, Row row) {
    if (section.isEmpty()) {
      throw row.fault(
          name,
          new Phrase("the section is missing, and the module's kind needs it", "缺少这一节，而本类模块需要它"));
    }
  }

  private static void dose(TherapyModule module, Row row, Phrase reason, Class<?>... anyOf) {
    for (Dose dose : module.doses()) {
      for (Class<?> type : anyOf) {
        if (type.isInstance(dose)) {
          return;
        }
      }
    }
    throw row.fault("doses", reason);
  }
}
