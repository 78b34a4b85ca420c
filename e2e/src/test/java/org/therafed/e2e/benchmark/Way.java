package org.therafed.e2e.benchmark;

import java.io.IOException;

/** A way in for records of which each becomes one fact that is told from the others. */
interface Way {

  /** Patients, of whom all have consented. */
  int PATIENTS = 500;

  /** Record number of the patient of a record. */
  static String patient(long number) {
    return "LAT-" + number % PATIENTS;
  }

  /** What it is called in the report. */
  String name();

  /** Sends a record and waits for its acknowledgement. */
  void send(long number) throws IOException;

  /** What tells the record's fact from others. */
  String fact(long number);

  /** Which of an array of {@link #fact} are there. */
  String query();
}
