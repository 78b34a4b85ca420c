package org.therafed.simulator.record;

import java.util.List;
import java.util.Locale;

/** The gateway's tables: columns in their order, and those that together name a record. */
enum TableLayout {
  PATIENTS(List.of("mrn"), "mrn", "national_id", "name", "sex", "birth_date", "region"),
  CONSENTS(List.of("mrn", "signed_on"), "mrn", "decision", "signed_on", "valid_from", "valid_to"),
  INDICATIONS(
      List.of("mrn", "module"),
      "mrn",
      "diagnosis_system",
      "diagnosis_code",
      "diagnosed_on",
      "module",
      "decided_on",
      "pathway"),
  COURSES(
      List.of("course_id"),
      "mrn",
      "course_id",
      "module",
      "modality",
      "started_on",
      "ended_on",
      "status",
      "line",
      "termination_reason"),
  ADMINISTRATIONS(
      List.of("course_id", "cycle"),
      "mrn",
      "course_id",
      "cycle",
      "administered_at",
      "product",
      "lot",
      "measured_activity_gbq",
      "measured_at",
      "residual_activity_gbq",
      "residual_at"),
  LABS(List.of("sample_id", "loinc"), "mrn", "sample_id", "loinc", "value", "unit", "taken_at"),
  RESPONSES(
      List.of("course_id", "assessed_on", "criterion"),
      "mrn",
      "course_id",
      "assessed_on",
      "criterion",
      "response",
      "best"),
  ADVERSE_EVENTS(
      List.of("event_id"),
      "mrn",
      "course_id",
      "event_id",
      "term",
      "grade",
      "onset_on",
      "resolved_on",
      "related",
      "serious"),
  VITAL_STATUS(List.of("mrn"), "mrn", "status", "on"),
  CHARGES(
      List.of("charge_id"),
      "mrn",
      "course_id",
      "charge_id",
      "component",
      "amount",
      "currency",
      "charged_on",
      "price_year");

  // Enumerations hold immutable values only; a comma never occurs in a column's name.
  private final String key;
  private final String columns;

  TableLayout(List<String> key, String... columns) {
    this.key = String.join(",", key);
    this.columns = String.join(",", columns);
  }

  /** The kind as the gateway's address names it. */
  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Column names. */
  List<String> columns() {
    return List.of(columns.split(","));
  }

  /** Names of the columns that name a record. */
  List<String> key() {
    return List.of(key.split(","));
  }
}
