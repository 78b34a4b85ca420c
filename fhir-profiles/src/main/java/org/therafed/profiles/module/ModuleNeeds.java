package org.therafed.profiles.module;

import java.util.Collection;

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
            "a dose by activity or absorbed dose is needed",
            Dose.Activity.class,
            Dose.ActivityPerWeight.class,
            Dose.AbsorbedDose.class);
      }
      case ENGINEERED_CELLS -> {
        cells(module, row);
        if (module.followUpDays() < FIFTEEN_YEARS) {
          throw row.fault("followUpDays", "15 years (5475 days) or more are needed");
        }
      }
      case CELLS -> cells(module, row);
      case ANTIBODY_DRUG_CONJUGATE -> {
        dose(module, row, "a dose by weight is needed", Dose.MassPerWeight.class);
        if (module.schedule() == null) {
          throw row.fault("schedule", "the kind " + module.kind().label() + " needs it");
        }
      }
      case MEDICINE ->
          dose(
              module,
              row,
              "a titration or a fixed dose is needed",
              Dose.Titration.class,
              Dose.Fixed.class);
      case OTHER -> throw new IllegalStateException("returned above");
    }
  }

  private static void cells(TherapyModule module, Row row) {
    dose(module, row, "a dose of cells is needed", Dose.Cells.class);
    if (module.windows().stream().noneMatch(w -> w.anchor() == VisitWindow.Anchor.INFUSION)) {
      throw row.fault("windows", "a window anchored to infusion is needed");
    }
    if (module.required().stream()
        .noneMatch(e -> e.fact() == RequiredElement.Source.CELL_PRODUCT)) {
      throw row.fault("required", "the cell product is needed, for the chain of identity");
    }
  }

  private static void needed(Collection<?> section, String name, Row row) {
    if (section.isEmpty()) {
      throw row.fault(name, "the section is missing, and the module's kind needs it");
    }
  }

  private static void dose(TherapyModule module, Row row, String reason, Class<?>... anyOf) {
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
