package org.therafed.registry.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * What a refused sender reads: an OperationOutcome below {@code /fhir}, at the token endpoint an
 * error of RFC 6749, elsewhere problem details as in RFC 9457.
 */
public record FaultBody(String mediaType, String text) {

  /** The body for a refusal at this path. */
  public static FaultBody of(Fault fault, String path) {
    int status = status(fault);
    if (isToken(path)) {
      return new FaultBody("application/json", TokenErrorJson.of(fault, status));
    }
    return path.startsWith("/fhir")
        ? new FaultBody(OutcomeJson.MEDIA_TYPE, OutcomeJson.of(fault, status))
        : new FaultBody("application/problem+json", problem(fault, status));
  }

  /** Whether a path is the token endpoint's, whose answers nothing may keep. */
  static boolean isToken(String path) {
    return path.replaceFirst("/+$", "").equals("/token");
  }

  /** HTTP status of a refusal. */
  public static int status(Fault fault) {
    return fault.code() instanceof RegistryCode code ? code.status() : 400;
  }

  private static String problem(Fault fault, int status) {
    Reason reason = fault.reason();
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("type", "about:blank");
    problem.put("title", reason.found());
    problem.put("status", status);
    problem.put("detail", fault.getMessage());
    reason.fields().forEach(problem::put);
    problem.put("instance", "urn:therafed:instance:" + fault.instance());
    return problem.toString();
  }
}
