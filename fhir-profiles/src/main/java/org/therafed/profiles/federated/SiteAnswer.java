package org.therafed.profiles.federated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What a site answers to a {@link SiteQuestion}. It travels signed by the site (JWS, RFC 7515).
 *
 * @param question id of the question
 * @param digest {@link AskedFigure#digest} of what the site was asked, so that its peers see that
 *     they were asked the same
 * @param attempt that it is an answer to
 * @param kind what it is
 * @param content its one value, by kind; see {@link Kind}
 */
public record SiteAnswer(
    String question, SiteId site, String digest, int attempt, Kind kind, String content) {

  /** The type in the signature's header, so that nothing else that a site signs is taken for it. */
  public static final String TYPE = "therafed-site-answer+jws";

  /** Media type of the signed form. */
  public static final String MEDIA_TYPE = "application/jose";

  private static final String FORMAT = "therafed-site-answer-1";

  /** What an answer is. */
  public enum Kind {
    /** The site's linkage tokens of a group, lines of handle, space and token. */
    LINKED,
    /** The site takes part; its public X25519 key of this question, base64 of its X.509 form. */
    JOINED,
    /** Sums under pairwise masks and the site's own, JSON. */
    MASKED,
    /** Sums without small cells, JSON: too few sites answer for masks. */
    OPEN,
    /** The secret of the site's own mask, base64. */
    REVEALED,
    /** The site does not answer; a code of {@link Refusal}. */
    REFUSED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why a site does not answer, as far as the registry learns it; the site's own log says more. */
  public enum Refusal {
    /** The question is not sound: its signature, its form, its end, for whom it is. */
    UNSOUND,
    /** The site does not know the module in this version, the endpoint or the kind of figure. */
    UNKNOWN,
    /** The site has nobody of whom it is asked. */
    NOBODY,
    /** The site's transfer door does not let it pass. */
    DOOR,
    /** Somebody at the site has refused it. */
    PERSON;

    /** As an answer carries it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SiteAnswer {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(content, "content");
  }

  /** The bytes that are signed; always the same for the same content. */
  public byte[] bytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("question", question).put("site", site.value());
    json.put("digest", digest).put("attempt", attempt).put("kind", kind.code());
    json.put("content", content);
    return TransferBundle.bytes(json);
  }

  /**
   * Reads what was signed.
   *
   * @throws Fault FP-QUERY-002
   */
  public static SiteAnswer parse(byte[] signed) {
    JsonNode json;
    try {
      json = TransferBundle.readTree(signed);
    } catch (Fault e) {
      throw unreadable(new Phrase("it is no JSON", "不是 JSON"));
    }
    if (!FORMAT.equals(json.path("format").textValue())
        || !json.path("attempt").isInt()
        || !json.path("question").isTextual()
        || !json.path("digest").isTextual()
        || !json.path("content").isTextual()) {
      throw unreadable(new Phrase("it is of another form", "形式不符"));
    }
    return new SiteAnswer(
        json.get("question").textValue(),
        new SiteId(json.path("site").textValue()),
        json.get("digest").textValue(),
        json.get("attempt").intValue(),
        kind(json.path("kind").asText()),
        json.get("content").textValue());
  }

  private static Kind kind(String code) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> unreadable(new Phrase("it is of no known kind", "类别不明")));
  }

  private static Fault unreadable(Phrase reason) {
    return FederatedCode.NOT_AN_ANSWER.with(Fault.safe("reason", reason));
  }
}
