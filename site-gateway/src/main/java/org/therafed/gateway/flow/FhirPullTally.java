package org.therafed.gateway.flow;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.gateway.intake.fhir.pull.FhirServer;

/** Counts of a run while it goes on; for one thread. */
final class FhirPullTally {

  private final Instant started;
  private final Map<String, Integer> failed = new TreeMap<>();
  private int pages;
  private int patients;
  private int withoutConsent;
  private int resources;
  private int bodies;
  private int refused;
  private int dropped;
  private int ofOthers;
  private int outcomes;
  private boolean exporting;

  FhirPullTally(Instant started) {
    this.started = started;
  }

  Instant started() {
    return started;
  }

  void searched(FhirServer.Searched searched) {
    pages += searched.requests();
    outcomes += searched.outcomes();
  }

  void patients(int more) {
    patients += more;
  }

  void withoutConsent() {
    withoutConsent++;
  }

  void taken(int more) {
    resources += more;
    bodies++;
  }

  void refused() {
    refused++;
  }

  void dropped() {
    dropped++;
  }

  void ofOther() {
    ofOthers++;
  }

  void outcome() {
    outcomes++;
  }

  void failed(String code) {
    failed.merge(code, 1, Integer::sum);
  }

  void exporting() {
    exporting = true;
  }

  FhirPullReport report(Instant ended, boolean complete) {
    return new FhirPullReport(
        started,
        ended,
        pages,
        patients,
        withoutConsent,
        resources,
        bodies,
        refused,
        dropped,
        ofOthers,
        outcomes,
        failed,
        exporting,
        complete);
  }
}
