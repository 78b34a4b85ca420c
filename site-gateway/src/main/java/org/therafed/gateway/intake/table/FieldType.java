package org.therafed.gateway.intake.table;

/** What a column's values are. */
enum FieldType {
  /** Words of a terminology, names, identifiers. */
  TEXT,
  /** One of a few words that stand in the layout. */
  WORD,
  NUMBER,
  DAY,
  TIME
}
