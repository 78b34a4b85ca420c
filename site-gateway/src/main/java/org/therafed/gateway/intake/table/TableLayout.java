package org.therafed.gateway.intake.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Columns and business key of each table kind. {@code docs/csv.md} describes them for people.
 *
 * @param keyColumns the columns that together name a record; always with the patient, because two
 *     departments may number alike
 * @param ownName a column that belongs to the key only in rows that fill it
 * @param columns all columns, in the order in which a row is kept
 */
record TableLayout(List<String> keyColumns, Optional<String> ownName, List<Column> columns) {

  private static final Map<TableKind, TableLayout> LAYOUTS = new EnumMap<>(TableKind.class);

  static {
    for (TableKind kind : TableKind.values()) {
      LAYOUTS.put(kind, layout(kind));
    }
  }

  private static TableLayout layout(TableKind kind) {
    return switch (kind) {
      case PATIENTS -> PersonLayouts.patients();
      case CONSENTS -> PersonLayouts.consents();
      case INDICATIONS -> PersonLayouts.indications();
      case VITAL_STATUS -> PersonLayouts.vitalStatus();
      case CHARGES -> PersonLayouts.charges();
      case COURSES -> TreatmentLayouts.courses();
      case CYCLES -> TreatmentLayouts.cycles();
      case ADMINISTRATIONS -> TreatmentLayouts.administrations();
      case CELL_PRODUCTS -> TreatmentLayouts.cellProducts();
      case PROCEDURES -> TreatmentLayouts.procedures();
      case LABS -> FindingLayouts.labs();
      case RESPONSES -> FindingLayouts.responses();
      case LESIONS -> FindingLayouts.lesions();
      case MEASUREMENTS -> FindingLayouts.measurements();
      case ABSORBED_DOSES -> FindingLayouts.absorbedDoses();
      case ADVERSE_EVENTS -> FindingLayouts.adverseEvents();
      case COMPANION -> FindingLayouts.companion();
    };
  }

  /** The layout of a kind. */
  static TableLayout of(TableKind kind) {
    return LAYOUTS.get(kind);
  }
}
