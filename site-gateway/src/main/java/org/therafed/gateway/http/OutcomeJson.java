package org.therafed.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;

/** Replies to a FHIR client: an OperationOutcome in the shape that both applications share. */
public final class OutcomeJson {

  public static final String MEDIA_TYPE = OperationOutcomeJson.MEDIA_TYPE;

  private OutcomeJson() {}

  /** An answer that says what was received, what of it was refused, and what is doubted. */
  public static ObjectNode received(Phrase text, List<Finding> others) {
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding("information", "informational", "", text.en(), text.zh(), ""));
    findings.addAll(others);
    return OperationOutcomeJson.of(findings);
  }

  /**
   * A response that refuses.
   *
   * @param expression FHIRPath of the element; empty: none
   */
  public static Response error(int status, Reason reason, String expression) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(text(status, reason, expression))
        .build();
  }

  static String text(int status, Reason reason, String expression) {
    String type =
        switch (status) {
          case 401 -> "login";
          case 404 -> "not-found";
          case 500 -> "exception";
          case 503 -> "transient";
          default -> "invalid";
        };
    return OperationOutcomeJson.of(
            List.of(
                new Finding(
                    "error", type, reason.code(), reason.text(), reason.textZh(), expression)))
        .toString();
  }
}
