package org.therafed.simulator.record;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.therafed.simulator.cohort.Patient;
import org.therafed.simulator.cohort.Stay;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.FederationModel;

/** Writes what happened during one stay as rows of the gateway's tables. */
final class TableWriter {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

  private final Patient patient;
  private final Stay stay;
  private final Expected expected;

  /**
   * A writer of one stay.
   *
   * @param expected outcome of every row
   */
  TableWriter(Patient patient, Stay stay, Expected expected) {
    this.patient = patient;
    this.stay = stay;
    this.expected = expected;
  }

  /** The rows of a table. */
  List<TableRow> rows(TableLayout layout) {
    return switch (layout) {
      case PATIENTS -> patients();
      case CONSENTS -> consents("permit");
      case INDICATIONS -> indications();
      case COURSES -> courses();
      case ADMINISTRATIONS -> administrations();
      case LABS -> labs();
      case RESPONSES -> responses();
      case ADVERSE_EVENTS -> adverseEvents();
      case VITAL_STATUS -> vitalStatus();
      case CHARGES -> charges();
    };
  }

  private TableRow row(TableLayout layout, Object... values) {
    return Rows.of(layout, expected, values);
  }

  private boolean mine(int day) {
    return patient.on(day).equals(stay);
  }

  /** The day this hospital first saw the patient, counted from the index date. */
  int firstDay() {
    return Math.max(stay.fromDay(), patient.decisionDay());
  }

  /** The last day this hospital knows of. */
  int lastDay() {
    return Math.min(stay.untilDay() - 1, patient.lastDay());
  }

  private List<TableRow> patients() {
    return List.of(
        row(
            TableLayout.PATIENTS,
            stay.mrn(),
            patient.nationalId(),
            patient.name().written(),
            "M",
            patient.birthDate(),
            patient.region()));
  }

  /** One row with this decision, signed when the patient came. */
  List<TableRow> consents(String decision) {
    LocalDate signed = patient.date(firstDay());
    return List.of(row(TableLayout.CONSENTS, stay.mrn(), decision, signed, signed, null));
  }

  private List<TableRow> indications() {
    return List.of(
        row(
            TableLayout.INDICATIONS,
            stay.mrn(),
            "ICD-10",
            "C61",
            patient.date(patient.decisionDay() - 400),
            FederationModel.MODULE,
            patient.date(patient.decisionDay()),
            patient.arm().pathway()));
  }

  private List<TableRow> courses() {
    if (patient.arm() == Arm.UNTREATED) {
      return List.of();
    }
    boolean last = stay.equals(patient.stays().get(patient.stays().size() - 1));
    int end = last ? patient.courseEndDay() : stay.untilDay() - 1;
    int start =
        patient.cycles().stream().mapToInt(Patient.Cycle::day).filter(this::mine).min().orElse(0);
    return List.of(
        row(
            TableLayout.COURSES,
            stay.mrn(),
            stay.courseId(),
            FederationModel.MODULE,
            patient.arm() == Arm.TREATED ? "radioligand" : "standard-care",
            patient.date(start),
            patient.date(end),
            last && patient.stopped() ? "stopped" : "completed",
            3,
            null));
  }

  private List<TableRow> administrations() {
    List<TableRow> rows = new ArrayList<>();
    for (Patient.Cycle cycle : patient.cycles()) {
      if (mine(cycle.day())) {
        rows.add(
            row(
                TableLayout.ADMINISTRATIONS,
                stay.mrn(),
                stay.courseId(),
                cycle.number(),
                minute(cycle.at()),
                FederationModel.PRODUCT,
                "L" + cycle.at().format(DateTimeFormatter.BASIC_ISO_DATE),
                cycle.measured().toPlainString(),
                minute(cycle.measuredAt()),
                cycle.residual().toPlainString(),
                minute(cycle.residualAt())));
      }
    }
    return rows;
  }

  private List<TableRow> labs() {
    List<TableRow> rows = new ArrayList<>();
    for (Patient.Lab lab : patient.labs()) {
      if (mine(lab.day())) {
        rows.add(
            row(
                TableLayout.LABS,
                stay.mrn(),
                sampleId(lab),
                lab.loinc(),
                lab.value(),
                lab.unit(),
                minute(lab.at())));
      }
    }
    return rows;
  }

  private String sampleId(Patient.Lab lab) {
    return stay.mrn() + "-S" + lab.at().format(DateTimeFormatter.ofPattern("yyMMddHHmm"));
  }

  private List<TableRow> responses() {
    List<TableRow> rows = new ArrayList<>();
    for (Patient.Assessment assessment : patient.assessments()) {
      if (mine(assessment.day())) {
        rows.add(
            row(
                TableLayout.RESPONSES,
                stay.mrn(),
                stay.courseId(),
                patient.date(assessment.day()),
                "RECIST1.1",
                assessment.response(),
                assessment.best()));
      }
    }
    return rows;
  }

  private List<TableRow> adverseEvents() {
    List<TableRow> rows = new ArrayList<>();
    for (int i = 0; i < patient.events().size(); i++) {
      Patient.Event event = patient.events().get(i);
      if (mine(event.onsetDay())) {
        rows.add(
            row(
                TableLayout.ADVERSE_EVENTS,
                stay.mrn(),
                stay.courseId(),
                stay.mrn() + "-E" + (i + 1),
                event.term(),
                event.grade(),
                patient.date(event.onsetDay()),
                event.resolvedDay() < 0 ? null : patient.date(event.resolvedDay()),
                event.related(),
                event.serious() ? "yes" : "no"));
      }
    }
    return rows;
  }

  private List<TableRow> vitalStatus() {
    boolean died = patient.died() && mine(patient.lastDay());
    return List.of(
        row(
            TableLayout.VITAL_STATUS,
            stay.mrn(),
            died ? "dead" : "alive",
            patient.date(lastDay())));
  }

  private List<TableRow> charges() {
    List<TableRow> rows = new ArrayList<>();
    for (int i = 0; i < patient.charges().size(); i++) {
      Patient.Charge charge = patient.charges().get(i);
      if (mine(charge.day())) {
        rows.add(
            row(
                TableLayout.CHARGES,
                stay.mrn(),
                stay.courseId(),
                stay.mrn() + "-K" + (i + 1),
                charge.component(),
                charge.amount().toPlainString(),
                FederationModel.CURRENCY,
                patient.date(charge.day()),
                FederationModel.PRICE_YEAR));
      }
    }
    return rows;
  }

  private static String minute(LocalDateTime time) {
    return time.format(MINUTE);
  }
}
