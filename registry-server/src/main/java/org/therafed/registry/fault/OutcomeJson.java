package org.therafed.registry.fault;

import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.IssueCode;

/** FHIR OperationOutcome of what was refused, in the shape that gateways read. */
public final class OutcomeJson {

  /** The media type of FHIR JSON. */
  public static final String MEDIA_TYPE = OperationOutcomeJson.MEDIA_TYPE;

  private static final int MOST_ISSUES = 100;

  private OutcomeJson() {}

  /** One issue for one fault. */
  public static String of(Fault fault, int status) {
    Finding finding =
        new Finding(
            "error",
            issueType(status),
            fault.code().code(),
            fault.getMessage(),
            chinese(fault),
            "");
    return OperationOutcomeJson.of(List.of(finding)).toString();
  }

  /** One issue for each finding, the first hundred; the last says how many more there are. */
  public static String of(List<Issue> issues) {
    List<Finding> findings = new ArrayList<>();
    issues.stream()
        .limit(MOST_ISSUES)
        .map(
            issue ->
                new Finding(
                    "error",
                    IssueCode.fhirTypeOf(issue.code()),
                    issue.code(),
                    issue.message(),
                    issue.messageZh(),
                    issue.expression()))
        .forEach(findings::add);
    if (issues.size() > MOST_ISSUES) {
      int rest = issues.size() - MOST_ISSUES;
      findings.add(
          new Finding(
              "information",
              "informational",
              "",
              rest + " more findings are not listed.",
              "另有 " + rest + " 处问题未列出。",
              ""));
    }
    return OperationOutcomeJson.of(findings).toString();
  }

  private static String chinese(Fault fault) {
    String text = fault.reason().textZh();
    return text.isEmpty() ? "" : text + "（" + fault.instance() + "）";
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
