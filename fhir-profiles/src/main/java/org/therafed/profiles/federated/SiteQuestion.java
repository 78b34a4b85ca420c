package org.therafed.profiles.federated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.distribution.PackageSigner;
import org.therafed.profiles.distribution.SignedNote;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What a registry asks one site next about one question. It travels signed by the registry's key of
 * packages, which a gateway has pinned.
 *
 * @param id of the question: 32 hexadecimal digits, never used for another
 * @param site who is asked
 * @param phase what is wanted
 * @param attempt from 1; one more whenever a site has dropped out
 * @param expiresAt after it no site answers
 * @param asked what is asked of whom
 * @param peers all sites that answer in this attempt, this one among them, by name; none in {@link
 *     Phase#JOIN}
 * @param leaveOut of this site's own people those that another site counts, by the handles that it
 *     gave them
 */
public record SiteQuestion(
    String id,
    SiteId site,
    Phase phase,
    int attempt,
    Instant expiresAt,
    AskedFigure asked,
    List<Peer> peers,
    List<String> leaveOut) {

  /** Media type and purpose of what the registry signs. */
  public static final String PURPOSE = "site-question";

  private static final String FORMAT = "therafed-site-question-1";
  private static final String MASKS = "therafed-site-question/1|";
  private static final String ID = "[0-9a-f]{32}";
  private static final int MOST_SITES = 1_000;

  /** What a site is asked for. */
  public enum Phase {
    /** Whether it takes part: its key for the masks, and its linkage tokens. */
    JOIN,
    /** Its sums under masks among the peers; open, without small cells, if they are too few. */
    MASK,
    /** The secret of its own mask, now that the masked sums of all peers are there. */
    REVEAL;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A site that answers.
   *
   * @param jwk its public signing key, JSON
   * @param joined what it signed in {@link Phase#JOIN}, JWS
   */
  public record Peer(SiteId site, String jwk, String joined) {}

  public SiteQuestion {
    if (id == null || !id.matches(ID)) {
      throw unreadable(new Phrase("it has no id", "没有标识"));
    }
    if (attempt < 1) {
      throw unreadable(new Phrase("it has no attempt", "没有轮次"));
    }
    peers = List.copyOf(peers);
    leaveOut = List.copyOf(new TreeSet<>(leaveOut));
    if (peers.size() > MOST_SITES) {
      throw unreadable(new Phrase("it names too many sites", "站点过多"));
    }
  }

  /** The labels of all that answer. */
  public List<String> among() {
    return peers.stream().map(peer -> peer.site().value()).sorted().toList();
  }

  /**
   * What the masks of an attempt are for: never the same for two attempts, questions or sets of
   * sites.
   *
   * @param sites labels of all that answer
   */
  public static String purpose(String id, int attempt, AskedFigure asked, List<String> sites) {
    return MASKS
        + id
        + "|"
        + attempt
        + "|"
        + asked.digest()
        + "|"
        + String.join(" ", new TreeSet<>(sites));
  }

  /** The bytes that are signed; always the same for the same content. */
  public byte[] bytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("id", id).put("site", site.value());
    json.put("phase", phase.code()).put("attempt", attempt);
    json.put("expiresAt", expiresAt.toString());
    json.set("asked", asked.json());
    ArrayNode list = json.putArray("peers");
    for (Peer peer : peers) {
      list.addObject()
          .put("site", peer.site().value())
          .put("jwk", peer.jwk())
          .put("joined", peer.joined());
    }
    ArrayNode out = json.putArray("leaveOut");
    leaveOut.forEach(out::add);
    return TransferBundle.bytes(json);
  }

  /** The text that travels. */
  public String signed(PackageSigner signer) {
    return SignedNote.sign(signer, PURPOSE, bytes());
  }

  /**
   * Reads a text that {@link #signed} made; empty if this key has not signed it.
   *
   * @throws Fault FP-QUERY-001 if it is signed and of another form
   */
  public static Optional<SiteQuestion> verified(PackageKey key, String text) {
    return SignedNote.verified(key, PURPOSE, text).map(SiteQuestion::parse);
  }

  static SiteQuestion parse(byte[] content) {
    JsonNode json;
    try {
      json = TransferBundle.readTree(content);
    } catch (Fault e) {
      throw unreadable(new Phrase("it is no JSON", "不是 JSON"));
    }
    if (!FORMAT.equals(json.path("format").textValue())
        || !json.path("attempt").isInt()
        || !json.path("peers").isArray()
        || !json.path("leaveOut").isArray()) {
      throw unreadable(new Phrase("it is of another form", "形式不符"));
    }
    List<Peer> peers = new ArrayList<>();
    for (JsonNode peer : json.get("peers")) {
      peers.add(
          new Peer(
              new SiteId(peer.path("site").textValue()),
              peer.path("jwk").asText(),
              peer.path("joined").asText()));
    }
    List<String> leaveOut = new ArrayList<>();
    json.get("leaveOut").forEach(handle -> leaveOut.add(handle.asText()));
    try {
      return new SiteQuestion(
          json.path("id").asText(),
          new SiteId(json.path("site").textValue()),
          phase(json.path("phase").asText()),
          json.get("attempt").intValue(),
          Instant.parse(json.path("expiresAt").asText()),
          AskedFigure.of(json.path("asked")),
          peers,
          leaveOut);
    } catch (DateTimeException e) {
      throw unreadable(new Phrase("it does not say until when", "没有说明有效期"));
    }
  }

  private static Phase phase(String code) {
    return Arrays.stream(Phase.values())
        .filter(phase -> phase.code().equals(code))
        .findFirst()
        .orElseThrow(() -> unreadable(new Phrase("it does not say what is wanted", "没有说明所需")));
  }

  private static Fault unreadable(Phrase reason) {
    return FederatedCode.NOT_A_QUESTION.with(Fault.safe("reason", reason));
  }
}
