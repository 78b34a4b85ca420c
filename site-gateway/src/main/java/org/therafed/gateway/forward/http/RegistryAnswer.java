package org.therafed.gateway.forward.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.forward.SendResult;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What an answer means for the transfer. Only what the registry itself says is final: proxies
 * answer with 200 and 4xx, too, and what is taken for stored or refused is not sent again.
 */
final class RegistryAnswer {

  private static final Set<Integer> FINAL = Set.of(400, 413, 422);

  /** The registry's code for a site that is on its way. */
  private static final String NOT_LIVE_YET = "RG-SITE-007";

  private static final int LONGEST_FINDING = 300;
  private static final int LONGEST_RECEIPT = 1 << 20;

  private RegistryAnswer() {}

  /**
   * Reads an answer.
   *
   * @param sent how many entries the transfer has
   * @param retryAfter what the answer asks for
   */
  static SendResult read(int status, String body, int sent, Optional<Duration> retryAfter) {
    if (status == 200 || status == 201) {
      return receipt(body, sent);
    }
    if (status == 403 && says(body, NOT_LIVE_YET)) {
      return new SendResult.Later(ForwardCode.NOT_LIVE, true, Optional.empty());
    }
    if (status == 401 || status == 403) {
      return new SendResult.Later(ForwardCode.NOT_AUTHORISED, status == 401, Optional.empty());
    }
    if (status == 429 || status >= 500) {
      return new SendResult.Later(ForwardCode.BUSY, status == 429 || status == 503, retryAfter);
    }
    Optional<List<Finding>> findings = OperationOutcomeJson.read(body);
    if (status == 409 && findings.isPresent()) {
      return new SendResult.NumberTaken();
    }
    if (FINAL.contains(status) && findings.isPresent()) {
      return new SendResult.Refused(
          status, cut(body, LONGEST_RECEIPT), shown(findings.get().get(0)));
    }
    return notTheRegistry();
  }

  private static boolean says(String body, String code) {
    return OperationOutcomeJson.read(body)
        .filter(findings -> findings.get(0).code().equals(code))
        .isPresent();
  }

  private static SendResult receipt(String body, int sent) {
    JsonNode json;
    try {
      json = TransferBundle.readTree(body.getBytes(StandardCharsets.UTF_8));
    } catch (Fault e) {
      return notTheRegistry();
    }
    if (!json.path("resourceType").asText().equals("Bundle")
        || !json.path("type").asText().equals("transaction-response")) {
      return notTheRegistry();
    }
    int confirmed = 0;
    for (JsonNode entry : json.path("entry")) {
      if (entry.path("response").path("status").asText().matches("2\\d\\d(?: .*)?")) {
        confirmed++;
      }
    }
    boolean all = confirmed == sent && json.path("entry").size() == sent;
    return all
        ? new SendResult.Stored(cut(body, LONGEST_RECEIPT))
        : new SendResult.Later(ForwardCode.ANSWER, false, Optional.empty());
  }

  private static SendResult notTheRegistry() {
    return new SendResult.Later(ForwardCode.ANSWER, true, Optional.empty());
  }

  /** The first finding; in English in both languages where a registry has no Chinese sentence. */
  private static Phrase shown(Finding finding) {
    String chinese = finding.textZh().isEmpty() ? finding.text() : finding.textZh();
    return new Phrase(shown(finding, finding.text()), shown(finding, chinese));
  }

  private static String shown(Finding finding, String sentence) {
    // A fault's own message begins with its code.
    String code = sentence.startsWith(finding.code()) ? "" : finding.code();
    String text = String.join(" ", code, finding.expression(), sentence);
    return cut(text.strip().replaceAll(" {2,}", " "), LONGEST_FINDING);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
