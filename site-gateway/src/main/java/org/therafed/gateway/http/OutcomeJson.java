package org.therafed.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.therafed.profiles.outcome.Reason;

/** Replies to a FHIR client: an OperationOutcome. */
public final class OutcomeJson {

  public static final String MEDIA_TYPE = "application/fhir+json";

  private OutcomeJson() {}

  /** An OperationOutcome with one issue per reason. */
  public static ObjectNode of(String severity, String issueType, List<Reason> reasons) {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    outcome.put("resourceType", "OperationOutcome");
    ArrayNode issues = outcome.putArray("issue");
    for (Reason reason : reasons) {
      ObjectNode issue = issues.addObject();
      issue.put("severity", severity).put("code", issueType);
      ObjectNode details = issue.putObject("details");
      details
          .putArray("coding")
          .addObject()
          .put("system", "https://therafed.org/fhir/CodeSystem/error")
          .put("code", reason.code());
      details.put("text", reason.found() + " " + reason.needed());
      issue.put("diagnostics", reason.remedy());
    }
    return outcome;
  }

  /** A response that refuses. */
  public static Response error(int status, List<Reason> reasons) {
    String type = status == 401 ? "login" : status >= 500 ? "transient" : "invalid";
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(of("error", type, reasons).toString())
        .build();
  }
}
