package org.therafed.simulator.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.therafed.simulator.cohort.Hospital;

/**
 * Adds to a hospital's script what real hospitals send: late, corrected, repeated and impossible
 * records. None of them changes what is true of a consented patient in the end.
 */
final class Irregularities {
  private static final Expected REPEAT = Expected.superseded("repeated byte for byte");
  private static final Expected CORRECTED = Expected.superseded("corrected by a later record");
  private static final Expected OUTDATED = Expected.superseded("alive on an earlier day");
  private static final Expected CORRECTION = Expected.stored("corrects an earlier record");
  private static final Expected LATE = Expected.stored("arrives after later ones");

  private final Hospital hospital;
  private final Map<TableLayout, List<TableRow>> tables;
  private final List<Delivery.Resource> findings;
  private final List<Delivery.Study> studies;
  private final List<Delivery> late;

  Irregularities(
      Hospital hospital,
      Map<TableLayout, List<TableRow>> tables,
      List<Delivery.Resource> findings,
      List<Delivery.Study> studies,
      List<Delivery> late) {
    this.hospital = hospital;
    this.tables = tables;
    this.findings = findings;
    this.studies = studies;
    this.late = late;
  }

  /**
   * Adds all of them.
   *
   * @param truncated a study whose object is cut off
   */
  void add(Delivery.Study truncated) {
    lateAdministration();
    correctedActivity();
    correctedVitalStatus();
    outdatedVitalStatus();
    impossibleRows();
    if (hospital.fhir()) {
      invalidResources();
      repeatedBundle();
    } else {
      correctedLab();
      repeatedLab();
      impossibleLabAndEvent();
    }
    repeatedObject();
    late.add(truncated);
  }

  private List<TableRow> rows(TableLayout layout) {
    return tables.get(layout);
  }

  private static boolean ordinary(TableRow row) {
    return row.record().expected().equals(Expected.STORED);
  }

  /** Index of the n-th ordinary row, counted from zero. */
  private int ordinary(TableLayout layout, int n) {
    List<TableRow> rows = rows(layout);
    int seen = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (ordinary(rows.get(i)) && seen++ == n) {
        return i;
      }
    }
    throw new IllegalStateException(hospital.id() + " has too few " + layout.kind());
  }

  private static String cell(TableLayout layout, TableRow row, String column) {
    return row.cells().get(layout.columns().indexOf(column));
  }

  /** The first cycle of a course comes after the others. */
  private void lateAdministration() {
    TableLayout layout = TableLayout.ADMINISTRATIONS;
    TableRow row = rows(layout).remove(ordinary(layout, 0));
    late.add(Rows.table(layout, List.of(Rows.expecting(layout, row, LATE))));
  }

  /** A calibrator reading was typed 0.3 GBq too high and corrected later. */
  private void correctedActivity() {
    TableLayout layout = TableLayout.ADMINISTRATIONS;
    String column = "measured_activity_gbq";
    int index = ordinary(layout, 7);
    TableRow right = rows(layout).get(index);
    String wrong =
        new BigDecimal(cell(layout, right, column)).add(new BigDecimal("0.3")).toPlainString();
    rows(layout).set(index, Rows.with(layout, right, column, wrong, CORRECTED));
    late.add(Rows.table(layout, List.of(Rows.expecting(layout, right, CORRECTION))));
  }

  /** Every eighth patient was first reported alive on an earlier day. */
  private void correctedVitalStatus() {
    TableLayout layout = TableLayout.VITAL_STATUS;
    List<TableRow> corrections = new ArrayList<>();
    List<TableRow> rows = rows(layout);
    for (int i = 4; i < rows.size(); i += 8) {
      TableRow right = rows.get(i);
      if (ordinary(right)) {
        String day = java.time.LocalDate.parse(cell(layout, right, "on")).minusDays(30).toString();
        TableRow alive = Rows.with(layout, right, "status", "alive", CORRECTED);
        rows.set(i, Rows.with(layout, alive, "on", day, CORRECTED));
        corrections.add(Rows.expecting(layout, right, CORRECTION));
      }
    }
    if (!corrections.isEmpty()) {
      late.add(Rows.table(layout, corrections));
    }
  }

  /** An old list of vital statuses comes again: every eighth patient alive, some dead since. */
  private void outdatedVitalStatus() {
    TableLayout layout = TableLayout.VITAL_STATUS;
    List<TableRow> old = new ArrayList<>();
    List<TableRow> rows = rows(layout);
    for (int i = 2; i < rows.size(); i += 8) {
      TableRow right = rows.get(i);
      if (ordinary(right)) {
        String day = java.time.LocalDate.parse(cell(layout, right, "on")).minusDays(60).toString();
        TableRow alive = Rows.with(layout, right, "status", "alive", OUTDATED);
        old.add(Rows.with(layout, alive, "on", day, OUTDATED));
      }
    }
    if (!old.isEmpty()) {
      late.add(Rows.table(layout, old));
    }
  }

  private void correctedLab() {
    TableLayout layout = TableLayout.LABS;
    int index = ordinary(layout, 20);
    TableRow right = rows(layout).get(index);
    String value = cell(layout, right, "value");
    String wrong =
        new BigDecimal(value.replace("<", ""))
            .multiply(new BigDecimal("0.9"))
            .setScale(3, RoundingMode.HALF_UP)
            .toPlainString();
    rows(layout).set(index, Rows.with(layout, right, "value", wrong, CORRECTED));
    late.add(Rows.table(layout, List.of(Rows.expecting(layout, right, CORRECTION))));
  }

  private void repeatedLab() {
    TableLayout layout = TableLayout.LABS;
    TableRow row = rows(layout).get(ordinary(layout, 5));
    late.add(Rows.table(layout, List.of(Rows.expecting(layout, row, REPEAT))));
  }

  private void repeatedBundle() {
    Delivery.Resource first =
        findings.stream()
            .filter(resource -> resource.record().expected().equals(Expected.STORED))
            .findFirst()
            .orElseThrow();
    late.add(FhirWriter.of(first.type(), first.record().kind(), first.body().toArray(), REPEAT));
  }

  private void repeatedObject() {
    Delivery.Instance object =
        studies.stream()
            .flatMap(study -> study.instances().stream())
            .filter(instance -> instance.record().expected().equals(Expected.STORED))
            .findFirst()
            .orElseThrow();
    SourceRecord record = object.record();
    SourceRecord repeat =
        new SourceRecord(record.channel(), record.kind(), record.key(), record.sha256(), REPEAT);
    late.add(
        new Delivery.Study(
            List.of(
                new Delivery.Instance(
                    object.sopClassUid(), object.sopInstanceUid(), object.file(), repeat))));
  }

  /** Amid good rows, so that one bad row is seen to stop no other. */
  private void impossibleRows() {
    TableLayout given = TableLayout.ADMINISTRATIONS;
    TableRow like = rows(given).get(ordinary(given, 3));
    TableRow cycle = Rows.with(given, like, "cycle", "9", Expected.STORED);
    insert(given, 3, Rows.with(given, cycle, "measured_activity_gbq", "-5", refused("-5 GBq")));
    TableLayout seen = TableLayout.RESPONSES;
    TableRow response = rows(seen).get(ordinary(seen, 4));
    insert(seen, 4, Rows.with(seen, response, "assessed_on", "2199-01-01", refused("year 2199")));
    TableLayout paid = TableLayout.CHARGES;
    TableRow charge = rows(paid).get(ordinary(paid, 5));
    TableRow other = Rows.with(paid, charge, "charge_id", "K-EMPTY", Expected.STORED);
    Expected missing = Expected.refused(ReasonCodes.EMPTY_FIELD, "amount is missing");
    insert(paid, 5, Rows.with(paid, other, "amount", "", missing));
  }

  private void impossibleLabAndEvent() {
    TableLayout labs = TableLayout.LABS;
    TableRow lab = rows(labs).get(ordinary(labs, 2));
    TableRow sample = Rows.with(labs, lab, "sample_id", "S-2199", Expected.STORED);
    insert(labs, 2, Rows.with(labs, sample, "taken_at", "2199-03-04T08:00", refused("year 2199")));
    TableLayout events = TableLayout.ADVERSE_EVENTS;
    TableRow event = rows(events).get(ordinary(events, 6));
    TableRow other = Rows.with(events, event, "event_id", "E-GRADE", Expected.STORED);
    insert(events, 6, Rows.with(events, other, "grade", "7", refused("grade 7")));
  }

  private static Expected refused(String why) {
    return Expected.refused(ReasonCodes.IMPOSSIBLE_VALUE, why);
  }

  private void insert(TableLayout layout, int index, TableRow row) {
    rows(layout).add(index, row);
  }

  private void invalidResources() {
    String misspelt =
        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"subject\":{\"reference\":"
            + "\"Patient/c000001\"},\"valueQuantitty\":{\"value\":4.2}}";
    late.add(
        FhirWriter.of(
            "Observation",
            "Observation",
            misspelt.getBytes(StandardCharsets.UTF_8),
            Expected.refused(ReasonCodes.INVALID_FHIR, "element that FHIR does not define")));
    late.add(
        FhirWriter.of(
            "Observation",
            "Observation",
            "{\"resourceType\":\"Observation\",".getBytes(StandardCharsets.UTF_8),
            Expected.refused(ReasonCodes.NO_JSON, "ends early")));
  }
}
