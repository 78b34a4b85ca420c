package org.therafed.registry.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.validation.Issue;

/** FHIR OperationOutcome of what was refused. */
public final class OutcomeJson {

  /** The media type of FHIR JSON. */
  public static final String MEDIA_TYPE = "application/fhir+json";

  private static final int MOST_ISSUES = 100;

  private OutcomeJson() {}

  /** One issue for one fault. */
  public static String of(Fault fault, int status) {
    ObjectNode outcome = outcome();
    ObjectNode issue = ((ArrayNode) outcome.get("issue")).addObject();
    issue.put("severity", "error");
    issue.put("code", issueType(status));
    issue.putObject("details").put("text", fault.code().code());
    issue.put("diagnostics", fault.getMessage());
    return outcome.toString();
  }

  /** One issue for each finding, the first hundred; the last says how many more there are. */
  public static String of(List<Issue> findings) {
    ObjectNode outcome = outcome();
    ArrayNode issues = (ArrayNode) outcome.get("issue");
    findings.stream()
        .limit(MOST_ISSUES)
        .forEach(
            finding -> {
              ObjectNode issue = issues.addObject();
              issue.put("severity", "error");
              issue.put("code", "invalid");
              issue.putObject("details").put("text", finding.code());
              issue.put("diagnostics", finding.message());
              issue.putArray("expression").add(finding.expression());
            });
    if (findings.size() > MOST_ISSUES) {
      ObjectNode rest = issues.addObject();
      rest.put("severity", "information");
      rest.put("code", "informational");
      rest.put("diagnostics", (findings.size() - MOST_ISSUES) + " more findings are not listed.");
    }
    return outcome.toString();
  }

  private static ObjectNode outcome() {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    outcome.put("resourceType", "OperationOutcome");
    outcome.putArray("issue");
    return outcome;
  }

  private static String issueType(int status) {
    return switch (status) {
      case 401 -> "login";
      case 403 -> "forbidden";
      case 404 -> "not-found";
      case 409 -> "conflict";
      case 413 -> "too-long";
      case 500 -> "exception";
      case 503 -> "transient";
      default -> "invalid";
    };
  }
}
