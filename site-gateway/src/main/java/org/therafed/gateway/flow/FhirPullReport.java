package org.therafed.gateway.flow;

import java.time.Instant;
import java.util.Map;

/**
 * What one run over a FHIR server has done. Counts alone.
 *
 * @param pages of searches that were asked for
 * @param patients that were asked for, or whose records an export may bring
 * @param withoutConsent persons with a permission on record that is not in force, or whose records
 *     wait to be read: nobody was asked about them
 * @param resources that went into the intake
 * @param bodies as which they did: each is one arrival, and more where some were refused
 * @param refused bodies and lines that the intake refused; they are arrivals, too
 * @param dropped resources of an export about nobody who is asked for: nothing of them is kept
 * @param ofOthers resources of a search that are about another patient than was asked for
 * @param outcomes OperationOutcomes among the answers
 * @param failed patients of whom something is missing, by the code that says why
 * @param exporting whether the server is preparing an export
 * @param complete false: the server failed, or the gateway stopped, before everything was asked for
 */
public record FhirPullReport(
    Instant started,
    Instant ended,
    int pages,
    int patients,
    int withoutConsent,
    int resources,
    int bodies,
    int refused,
    int dropped,
    int ofOthers,
    int outcomes,
    Map<String, Integer> failed,
    boolean exporting,
    boolean complete) {
  public FhirPullReport {
    failed = Map.copyOf(failed);
  }
}
