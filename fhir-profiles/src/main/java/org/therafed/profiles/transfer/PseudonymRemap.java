package org.therafed.profiles.transfer;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * Pseudonyms of a site's patients that are others from now on: the site's key was rotated, or two
 * of its patients are one. It has a number among the site's transfers, and travels signed by the
 * site (JWS, RFC 7515).
 *
 * @param site the sender
 * @param sequence its number
 * @param moves in this order
 */
public record PseudonymRemap(SiteId site, TransferSequence sequence, List<Move> moves) {

  /** The type in the signature's header, so that nothing else that a site signs is taken for it. */
  public static final String TYPE = "therafed-remap+jws";

  /** Media type of the signed form. */
  public static final String MEDIA_TYPE = "application/jose";

  /** Most moves of one message. */
  public static final int MOST_MOVES = 1000;

  private static final String FORMAT = "therafed-remap-1";

  /** What becomes of the dates in the patient's records. */
  public enum Dates {
    /** Both pseudonyms have one date shift: everything stays as it is. */
    SAME,
    /** The shifts differ: records count again when the site has sent them again. */
    SENT_AGAIN;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** One patient. The new pseudonym may be known already; then two become one. */
  public record Move(Pseudonym from, Pseudonym to, Dates dates) {
    public Move {
      if (from.equals(to)) {
        throw fault(new Phrase("a pseudonym moves to itself", "有假名改为其自身"));
      }
    }

    /** Without the pseudonyms, for logs. */
    @Override
    public String toString() {
      return "Move[" + dates + "]";
    }
  }

  public PseudonymRemap {
    moves = List.copyOf(moves);
    if (moves.isEmpty() || moves.size() > MOST_MOVES) {
      throw fault(new Phrase("it has no move, or too many", "没有改名，或改名过多"));
    }
  }

  /** The bytes that are signed; always the same for the same content. */
  public byte[] bytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("site", site.value()).put("sequence", sequence.value());
    moves.forEach(
        move ->
            json.withArray("moves")
                .addObject()
                .put("from", move.from().value())
                .put("to", move.to().value())
                .put("dates", move.dates().code()));
    return TransferBundle.bytes(json);
  }

  /**
   * Reads what was signed.
   *
   * @throws Fault FP-TRANSFER-001 or -004
   */
  public static PseudonymRemap parse(byte[] signed) {
    JsonNode json = TransferBundle.readTree(signed);
    if (!FORMAT.equals(json.path("format").textValue())
        || !json.path("sequence").canConvertToLong()) {
      throw fault(new Phrase("it is of another form", "形式不符"));
    }
    List<Move> moves = new ArrayList<>();
    for (JsonNode move : json.path("moves")) {
      moves.add(
          new Move(
              new Pseudonym(move.path("from").textValue()),
              new Pseudonym(move.path("to").textValue()),
              dates(move.path("dates").asText())));
    }
    return new PseudonymRemap(
        new SiteId(json.path("site").textValue()),
        new TransferSequence(json.path("sequence").asLong()),
        moves);
  }

  private static Dates dates(String code) {
    return Arrays.stream(Dates.values())
        .filter(dates -> dates.code().equals(code))
        .findFirst()
        .orElseThrow(
            () -> fault(new Phrase("it does not say what becomes of dates", "没有说明日期如何处理")));
  }

  private static Fault fault(Phrase reason) {
    return TransferCode.NOT_A_REMAP.with(safe("reason", reason));
  }
}
