package org.therafed.profiles.transfer;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * Takes back all that a site has sent of one patient, who has withdrawn. It says nothing more: no
 * reason, no day. It has a number among the site's transfers, and travels signed by the site (JWS,
 * RFC 7515).
 *
 * @param site the sender
 * @param sequence its number; what has a smaller one is taken back
 * @param patient the present pseudonym
 */
public record Retraction(SiteId site, TransferSequence sequence, Pseudonym patient) {

  /** The type in the signature's header, so that nothing else that a site signs is taken for it. */
  public static final String TYPE = "therafed-retraction+jws";

  /** Media type of the signed form. */
  public static final String MEDIA_TYPE = "application/jose";

  private static final String FORMAT = "therafed-retraction-1";

  /** The bytes that are signed; always the same for the same content. */
  public byte[] bytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("site", site.value()).put("sequence", sequence.value());
    json.put("patient", patient.value());
    return TransferBundle.bytes(json);
  }

  /**
   * Reads what was signed.
   *
   * @throws Fault FP-TRANSFER-001 or -005
   */
  public static Retraction parse(byte[] signed) {
    JsonNode json = TransferBundle.readTree(signed);
    if (!FORMAT.equals(json.path("format").textValue())
        || !json.path("sequence").canConvertToLong()
        || !json.path("patient").isTextual()) {
      throw TransferCode.NOT_A_RETRACTION.with(
          safe("reason", new Phrase("it is of another form", "形式不符")));
    }
    return new Retraction(
        new SiteId(json.path("site").textValue()),
        new TransferSequence(json.path("sequence").asLong()),
        new Pseudonym(json.path("patient").textValue()));
  }

  /** Without the pseudonym, for logs. */
  @Override
  public String toString() {
    return "Retraction[" + site.value() + ", " + sequence.value() + "]";
  }
}
