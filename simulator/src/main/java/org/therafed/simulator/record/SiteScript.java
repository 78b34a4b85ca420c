package org.therafed.simulator.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.cohort.Hospital;
import org.therafed.simulator.cohort.Patient;
import org.therafed.simulator.cohort.Stay;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.Draws;

/**
 * Writes the script of one hospital: first what came in time, then what came late. Irregularities
 * are done by {@link Irregularities}; this class knows only who consented.
 */
final class SiteScript {
  /** Tables that a hospital with a FHIR server of its own does not write. */
  private static final Set<TableLayout> BY_FHIR =
      EnumSet.of(
          TableLayout.PATIENTS, TableLayout.CONSENTS, TableLayout.LABS, TableLayout.ADVERSE_EVENTS);

  /** A patient's time at this hospital, and what becomes of its records. */
  private record Chart(Patient patient, Stay stay, Expected expected, Optional<String> decision) {}

  private final Cohort cohort;
  private final Hospital hospital;
  private final List<Chart> charts = new ArrayList<>();
  private final Map<TableLayout, List<TableRow>> tables = new EnumMap<>(TableLayout.class);
  private final List<Delivery.Resource> people = new ArrayList<>();
  private final List<Delivery.Resource> findings = new ArrayList<>();
  private final List<Delivery.Study> studies = new ArrayList<>();
  private final List<Delivery> late = new ArrayList<>();

  private SiteScript(Cohort cohort, Hospital hospital) {
    this.cohort = cohort;
    this.hospital = hospital;
    for (TableLayout layout : TableLayout.values()) {
      tables.put(layout, new ArrayList<>());
    }
  }

  static SiteRecords write(Cohort cohort, Hospital hospital) {
    SiteScript script = new SiteScript(cohort, hospital);
    script.chart();
    script.charts.forEach(script::write);
    Irregularities irregularities =
        new Irregularities(hospital, script.tables, script.findings, script.studies, script.late);
    irregularities.add(script.truncatedStudy());
    return new SiteRecords(hospital, script.inOrder());
  }

  private void chart() {
    cohort.patients().forEach(p -> chart(p, Expected.STORED, Optional.of("permit")));
    Expected unasked = Expected.held(ReasonCodes.NO_CONSENT, "no consent on file");
    cohort.withoutConsent().forEach(p -> chart(p, unasked, Optional.empty()));
    Expected denied = Expected.held(ReasonCodes.NO_CONSENT, "the patient said no");
    cohort.denying().forEach(p -> chart(p, denied, Optional.of("deny")));
  }

  private void chart(Patient patient, Expected expected, Optional<String> decision) {
    for (Stay stay : patient.stays()) {
      if (stay.hospital().equals(hospital)) {
        charts.add(new Chart(patient, stay, expected, decision));
      }
    }
  }

  private void write(Chart chart) {
    // Consents of the third and fourth treated patient come last: their records wait, then go.
    boolean waits = consentIsLate(chart);
    Expected expected =
        waits ? Expected.stored("waits for a consent that comes last") : chart.expected();
    TableWriter rows = new TableWriter(chart.patient(), chart.stay(), expected);
    FhirWriter fhir = new FhirWriter(chart.patient(), chart.stay(), expected);
    for (TableLayout layout : TableLayout.values()) {
      if (layout != TableLayout.CONSENTS && !(hospital.fhir() && BY_FHIR.contains(layout))) {
        tables.get(layout).addAll(rows.rows(layout));
      }
    }
    if (hospital.fhir()) {
      people.add(fhir.patient());
      fhir.labs().ifPresent(findings::add);
      fhir.adverseEvents().ifPresent(findings::add);
    }
    chart.decision().ifPresent(decision -> consent(rows, fhir, decision, waits));
    if (chart.patient().arm() == Arm.TREATED) {
      studies.add(study(chart, expected).write());
    }
  }

  private boolean consentIsLate(Chart chart) {
    List<Chart> treated =
        charts.stream()
            .filter(c -> c.patient().arm() == Arm.TREATED && c.patient().stays().size() == 1)
            .toList();
    return treated.indexOf(chart) == 2 || treated.indexOf(chart) == 3;
  }

  private void consent(TableWriter rows, FhirWriter fhir, String decision, boolean waits) {
    if (hospital.fhir()) {
      List<? super Delivery.Resource> to = waits ? late : people;
      to.add(fhir.consent(decision));
    } else if (waits) {
      late.add(Rows.table(TableLayout.CONSENTS, rows.consents(decision)));
    } else {
      tables.get(TableLayout.CONSENTS).addAll(rows.consents(decision));
    }
  }

  private StudyWriter study(Chart chart, Expected expected) {
    long seed = cohort.seed() * 31 + (chart.stay().mrn() + "/study").hashCode();
    return new StudyWriter(chart.patient(), chart.stay(), expected, Draws.seeded(seed));
  }

  private Delivery.Study truncatedStudy() {
    Chart chart = charts.get(0);
    long seed = cohort.seed() * 31 + (hospital.id() + "/truncated").hashCode();
    StudyWriter writer =
        new StudyWriter(chart.patient(), chart.stay(), chart.expected(), Draws.seeded(seed));
    return new Delivery.Study(List.of(writer.truncated()));
  }

  private List<Delivery> inOrder() {
    List<Delivery> deliveries = new ArrayList<>(people);
    tables.forEach(
        (layout, rows) -> {
          if (!rows.isEmpty()) {
            deliveries.add(table(layout, rows));
          }
        });
    deliveries.addAll(findings);
    deliveries.addAll(studies);
    deliveries.addAll(late);
    return deliveries;
  }

  private Delivery.Table table(TableLayout layout, List<TableRow> rows) {
    return layout == TableLayout.PATIENTS
        ? Rows.table(layout, rows, hospital.patientTable())
        : Rows.table(layout, rows);
  }
}
