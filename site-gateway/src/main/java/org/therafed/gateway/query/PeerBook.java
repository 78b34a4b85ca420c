package org.therafed.gateway.query;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.QueryCode;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteQuestion.Peer;
import org.therafed.profiles.outcome.Fault;

/**
 * Which signing keys count as those of other sites. The registry hands them on, and could hand on
 * keys of its own making; so a key counts when somebody here has accepted it, or the settings name
 * it.
 */
@Singleton
public class PeerBook {

  private static final String ACCEPTED_BY_SETTING = "setting";
  private static final String ACCEPTED_AS_FIRST = "first";
  private static final String ACCEPTED_BY_PERSON = "person";

  private final Site site;
  private final boolean first;
  private final Map<String, String> named = new HashMap<>();

  @Inject
  PeerBook(Site site, SiteConfig config) {
    this.site = site;
    this.first = config.query().trust().equals("first");
    for (String peer : config.query().peers().orElse(List.of())) {
      int equals = peer.indexOf('=');
      named.put(peer.substring(0, equals).strip(), peer.substring(equals + 1).strip());
    }
  }

  /**
   * A key of another site that was seen.
   *
   * @param thumbprint RFC 7638, base64url
   * @param accepted how it came to count; empty while it does not
   */
  public record SeenPeer(
      String site, String thumbprint, Instant seenAt, Optional<String> accepted) {}

  /**
   * What a peer signed when it joined, if it was signed by the key that comes with it.
   *
   * @return empty if it was not, or is of another form
   */
  static Optional<SiteAnswer> joined(Peer peer) {
    try {
      JWSObject signed = JWSObject.parse(peer.joined());
      ECKey key = ECKey.parse(peer.jwk());
      if (!new JOSEObjectType(SiteAnswer.TYPE).equals(signed.getHeader().getType())
          || !signed.verify(new ECDSAVerifier(key))) {
        return Optional.empty();
      }
      SiteAnswer answer = SiteAnswer.parse(signed.getPayload().toBytes());
      return answer.kind() == SiteAnswer.Kind.JOINED && answer.site().equals(peer.site())
          ? Optional.of(answer)
          : Optional.empty();
    } catch (ParseException | JOSEException | Fault e) {
      return Optional.empty();
    }
  }

  /** Whether a peer's key counts as that site's; a new one is noted, to be accepted. */
  boolean accepts(Transaction tx, Peer peer) {
    String thumbprint = thumbprint(peer.jwk());
    String name = peer.site().value();
    String by = acceptedAtOnce(tx, name, thumbprint);
    tx.update(
        "insert into query_peer (site, thumbprint, seen_at, accepted) values (?, ?, ?, ?) on"
            + " conflict do nothing",
        name,
        thumbprint,
        site.clock().instant(),
        by);
    return by != null
        || tx.first(
                "select true from query_peer where site = ? and thumbprint = ? and accepted is not"
                    + " null",
                row -> row.getBoolean(1),
                name,
                thumbprint)
            .orElse(false);
  }

  private String acceptedAtOnce(Transaction tx, String name, String thumbprint) {
    if (thumbprint.equals(named.get(name))) {
      return ACCEPTED_BY_SETTING;
    }
    boolean seen =
        tx.first("select true from query_peer where site = ? limit 1", r -> r.getBoolean(1), name)
            .orElse(false);
    return first && !seen && !named.containsKey(name) ? ACCEPTED_AS_FIRST : null;
  }

  private static String thumbprint(String jwk) {
    try {
      return ECKey.parse(jwk).computeThumbprint().toString();
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("It was a key when its signature was verified.", e);
    }
  }

  /**
   * Accepts a key of another site.
   *
   * @throws Fault GW-QUERY-016 if it was not seen
   */
  void accept(Transaction tx, String name, String thumbprint) {
    int changed =
        tx.update(
            "update query_peer set accepted = ? where site = ? and thumbprint = ?",
            ACCEPTED_BY_PERSON,
            name,
            thumbprint);
    if (changed == 0) {
      throw QueryCode.PEER_UNKNOWN.with();
    }
  }

  /** All keys of other sites that were seen. */
  List<SeenPeer> all(Transaction tx) {
    return tx.list(
        "select site, thumbprint, seen_at, accepted from query_peer order by site, seen_at",
        row ->
            new SeenPeer(
                row.getString(1),
                row.getString(2),
                Transaction.instant(row, "seen_at"),
                Optional.ofNullable(row.getString(4))));
  }
}
