package org.therafed.profiles.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Canonical;

/**
 * How both sides write and read a refusal: the stable code in {@code details.coding[0]}, the
 * sentences in {@code diagnostics}.
 *
 * @see <a href="https://hl7.org/fhir/R4/operationoutcome.html">FHIR R4 OperationOutcome</a>
 */
public final class OperationOutcomeJson {

  /** The media type of FHIR JSON. */
  public static final String MEDIA_TYPE = "application/fhir+json";

  /** The code system of the codes, {@code docs/errors.md} of both applications. */
  public static final String SYSTEM = Canonical.codeSystem("error");

  private OperationOutcomeJson() {}

  /**
   * One issue.
   *
   * @param severity FHIR issue-severity
   * @param type FHIR issue-type
   * @param code the stable code, e.g. {@code RG-INGEST-004}; empty: none
   * @param text what was found, needed and can be done; never an identifier
   * @param expression FHIRPath of the element; empty: none
   */
  public record Finding(
      String severity, String type, String code, String text, String expression) {}

  /** The resource. */
  public static ObjectNode of(List<Finding> findings) {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    outcome.put("resourceType", "OperationOutcome");
    ArrayNode issues = outcome.putArray("issue");
    for (Finding finding : findings) {
      ObjectNode issue = issues.addObject();
      issue.put("severity", finding.severity()).put("code", finding.type());
      if (!finding.code().isEmpty()) {
        issue
            .putObject("details")
            .putArray("coding")
            .addObject()
            .put("system", SYSTEM)
            .put("code", finding.code());
      }
      issue.put("diagnostics", finding.text());
      if (!finding.expression().isEmpty()) {
        issue.putArray("expression").add(finding.expression());
      }
    }
    return outcome;
  }

  /** The findings of a reply; empty if it is no OperationOutcome, e.g. a proxy's own page. */
  public static Optional<List<Finding>> read(String body) {
    JsonNode json;
    try {
      json = TransferBundle.readTree(body.getBytes(StandardCharsets.UTF_8));
    } catch (Fault e) {
      return Optional.empty();
    }
    if (!json.path("resourceType").asText().equals("OperationOutcome")
        || json.path("issue").isEmpty()) {
      return Optional.empty();
    }
    List<Finding> findings = new ArrayList<>();
    for (JsonNode issue : json.path("issue")) {
      JsonNode coding = issue.path("details").path("coding").path(0);
      boolean ours = SYSTEM.equals(coding.path("system").textValue());
      findings.add(
          new Finding(
              issue.path("severity").asText(),
              issue.path("code").asText(),
              ours ? coding.path("code").asText() : "",
              issue.path("diagnostics").asText(),
              issue.path("expression").path(0).asText()));
    }
    return Optional.of(findings);
  }
}
