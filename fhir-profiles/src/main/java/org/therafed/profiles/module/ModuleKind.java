package org.therafed.profiles.module;

import java.util.Locale;
import java.util.Optional;

/** What sort of therapy a module is; each asks for certain sections, see {@link ModuleNeeds}. */
public enum ModuleKind {
  /** Given as activity: radioligands, radium, radioiodine, microspheres. */
  RADIONUCLIDE,
  /** Cells with an altered genome: CAR-T cells, edited stem cells. */
  ENGINEERED_CELLS,
  /** Cells with an unaltered genome. */
  CELLS,
  ANTIBODY_DRUG_CONJUGATE,
  /** Any other medicine. */
  MEDICINE,
  /** Not declared; nothing is asked of its sections. */
  OTHER;

  /** Whether what is given are cells, and the infusion of them is day 0. */
  public boolean isOfCells() {
    return this == ENGINEERED_CELLS || this == CELLS;
  }

  /** The name in a module, e.g. {@code engineered-cells}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a name; {@link #OTHER} has none. */
  public static Optional<ModuleKind> named(String label) {
    for (ModuleKind kind : values()) {
      if (kind != OTHER && kind.label().equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
