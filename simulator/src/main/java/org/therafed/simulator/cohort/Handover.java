package org.therafed.simulator.cohort;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Lets a patient go on at another hospital: same person and national id, another record number. */
final class Handover {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private Handover() {}

  /**
   * The same history, written by the second hospital of the federation from {@code day} on. Each
   * charge is shared, so that the person's total stays what the model drew.
   */
  static Patient of(Patient patient, int day) {
    Stay first = patient.first();
    Hospital next = Hospital.FEDERATION.get(1);
    String mrn = next.mrnPrefix() + "900001";
    List<Stay> stays =
        List.of(
            new Stay(first.hospital(), first.mrn(), first.courseId(), first.fromDay(), day),
            new Stay(next, mrn, mrn + "-C1", day, Integer.MAX_VALUE));
    List<Patient.Charge> charges = new ArrayList<>();
    for (Patient.Charge charge : patient.charges()) {
      BigDecimal half = charge.amount().divide(TWO, 2, RoundingMode.HALF_UP);
      charges.add(new Patient.Charge(day - 1, charge.component(), half));
      charges.add(
          new Patient.Charge(charge.day(), charge.component(), charge.amount().subtract(half)));
    }
    return new Patient(
        patient.key(),
        patient.arm(),
        patient.name(),
        patient.nationalId(),
        patient.birthDate(),
        patient.region(),
        patient.index(),
        patient.decisionDay(),
        patient.lastDay(),
        patient.died(),
        patient.courseEndDay(),
        patient.stopped(),
        stays,
        patient.cycles(),
        patient.labs(),
        patient.assessments(),
        patient.events(),
        charges,
        patient.psa50());
  }
}
