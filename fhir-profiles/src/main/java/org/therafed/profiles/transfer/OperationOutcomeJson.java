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
 * sentences in {@code diagnostics}, and where there is a Chinese one, both in {@code details.text}
 * with FHIR's extension {@code translation}.
 *
 * @see <a href="https://hl7.org/fhir/R4/operationoutcome.html">FHIR R4 OperationOutcome</a>
 */
public final class OperationOutcomeJson {

  /** The media type of FHIR JSON. */
  public static final String MEDIA_TYPE = "application/fhir+json";

  /** The code system of the codes, {@code docs/errors.md} of both applications. */
  public static final String SYSTEM = Canonical.codeSystem("error");

  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private OperationOutcomeJson() {}

  /**
   * One issue.
   *
   * @param severity FHIR issue-severity
   * @param type FHIR issue-type
   * @param code the stable code, e.g. {@code RG-INGEST-004}; empty: none
   * @param text what was found, needed and can be done; never an identifier
   * @param textZh the same in Chinese; empty: none
   * @param expression FHIRPath of the element; empty: none
   */
  public record Finding(
      String severity, String type, String code, String text, String textZh, String expression) {

    /** A finding in English alone. */
    public Finding(String severity, String type, String code, String text, String expression) {
      this(severity, type, code, text, "", expression);
    }
  }

  /** The resource. */
  public static ObjectNode of(List<Finding> findings) {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    outcome.put("resourceType", "OperationOutcome");
    ArrayNode issues = outcome.putArray("issue");
    for (Finding finding : findings) {
      ObjectNode issue = issues.addObject();
      issue.put("severity", finding.severity()).put("code", finding.type());
      details(issue, finding);
      issue.put("diagnostics", finding.text());
      if (!finding.expression().isEmpty()) {
        issue.putArray("expression").add(finding.expression());
      }
    }
    return outcome;
  }

  private static void details(ObjectNode issue, Finding finding) {
    if (finding.code().isEmpty() && finding.textZh().isEmpty()) {
      return;
    }
    ObjectNode details = issue.putObject("details");
    if (!finding.code().isEmpty()) {
      details.putArray("coding").addObject().put("system", SYSTEM).put("code", finding.code());
    }
    if (!finding.textZh().isEmpty()) {
      details.put("text", finding.text());
      ArrayNode parts =
          details
              .putObject("_text")
              .putArray("extension")
              .addObject()
              .put("url", TRANSLATION)
              .putArray("extension");
      parts.addObject().put("url", "lang").put("valueCode", "zh");
      parts.addObject().put("url", "content").put("valueString", finding.textZh());
    }
  }

  /** The Chinese sentence of an issue; empty where it has none. */
  private static String chinese(JsonNode issue) {
    JsonNode extension = issue.path("details").path("_text").path("extension").path(0);
    boolean translation = TRANSLATION.equals(extension.path("url").textValue());
    String content = "";
    boolean chinese = false;
    for (JsonNode part : extension.path("extension")) {
      chinese |= part.path("valueCode").asText().startsWith("zh");
      content = part.path("valueString").asText(content);
    }
    return translation && chinese ? content : "";
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
              chinese(issue),
              issue.path("expression").path(0).asText()));
    }
    return Optional.of(findings);
  }
}
