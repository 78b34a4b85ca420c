package org.therafed.profiles.federated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What is asked of whom, the same for all sites.
 *
 * @param kind family of figure: {@code response}, {@code survival} or {@code slope}
 * @param module id of a therapy module
 * @param moduleVersion of it, by which all sites must read the endpoint
 * @param endpoint of the module
 * @param arm {@code treated}, {@code standard-care} or {@code untreated}
 * @param who a condition on the persons as JSON in its one form; empty for everybody
 * @param cut records that a site had before this count
 * @param months last month of the grid of a time to an event; 0 where nothing is a time
 */
public record AskedFigure(
    String kind,
    String module,
    String moduleVersion,
    String endpoint,
    String arm,
    String who,
    Instant cut,
    int months) {

  public AskedFigure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(moduleVersion, "moduleVersion");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(arm, "arm");
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(cut, "cut");
  }

  /** Whom it is about, the same for all questions about them. */
  public String group() {
    return module + "/" + arm + (who.isEmpty() ? "" : "/" + sha256(who));
  }

  /** SHA-256 of it, hexadecimal: two sites see by it that they were asked the same. */
  public String digest() {
    return sha256(text());
  }

  /** As text that {@link #read} reads. */
  public String text() {
    return new String(TransferBundle.bytes(json()), StandardCharsets.UTF_8);
  }

  /**
   * Reads a text.
   *
   * @throws Fault FP-QUERY-001
   */
  public static AskedFigure read(String text) {
    return of(TransferBundle.readTree(text.getBytes(StandardCharsets.UTF_8)));
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("module", module)
        .put("moduleVersion", moduleVersion)
        .put("endpoint", endpoint)
        .put("arm", arm)
        .put("who", who)
        .put("cut", cut.toString())
        .put("months", months);
  }

  static AskedFigure of(JsonNode json) {
    for (String text :
        new String[] {"kind", "module", "moduleVersion", "endpoint", "arm", "who", "cut"}) {
      if (!json.path(text).isTextual()) {
        throw unreadable();
      }
    }
    if (!json.path("months").isIntegralNumber()) {
      throw unreadable();
    }
    try {
      return new AskedFigure(
          json.get("kind").textValue(),
          json.get("module").textValue(),
          json.get("moduleVersion").textValue(),
          json.get("endpoint").textValue(),
          json.get("arm").textValue(),
          json.get("who").textValue(),
          Instant.parse(json.get("cut").textValue()),
          json.get("months").intValue());
    } catch (DateTimeException e) {
      throw unreadable();
    }
  }

  private static Fault unreadable() {
    return FederatedCode.NOT_A_QUESTION.with(
        Fault.safe("reason", new Phrase("it does not say what is asked", "没有说明所问内容")));
  }

  /** SHA-256 of a text, hexadecimal. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
