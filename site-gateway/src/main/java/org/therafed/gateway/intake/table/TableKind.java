package org.therafed.gateway.intake.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables a hospital can upload. */
public enum TableKind {
  PATIENTS,
  CONSENTS,
  INDICATIONS,
  COURSES,
  CYCLES,
  ADMINISTRATIONS,
  CELL_PRODUCTS,
  PROCEDURES,
  ABSORBED_DOSES,
  LABS,
  RESPONSES,
  LESIONS,
  MEASUREMENTS,
  COMPANION,
  ADVERSE_EVENTS,
  VITAL_STATUS,
  CHARGES;

  /** As the address names it, e.g. {@code adverse-events}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a code. */
  public static Optional<TableKind> coded(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** All codes, for messages. */
  public static String codes() {
    return Arrays.stream(values()).map(TableKind::code).collect(Collectors.joining(", "));
  }
}
