package org.therafed.evidence.rounds.mask;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.KeyAgreement;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.rounds.RoundSums;

/**
 * One site's masks: for every pair of sites a stream that the one adds and the other subtracts, so
 * that they cancel in the total of all (Bonawitz et al. 2017, CCS, the first of their protocols:
 * without secret sharing, so a site that drops out means asking again with new masks).
 *
 * <p>Protects against a collector that follows the protocol and reads all it receives, alone or
 * with all but two of the sites. Peers' public keys must be known from elsewhere than the
 * collector, or it could put its own in their place.
 */
public final class PairwiseMasks {
  private final String site;
  private final Map<String, byte[]> secrets;

  private PairwiseMasks(String site, Map<String, byte[]> secrets) {
    this.site = Sites.check(site);
    this.secrets = new TreeMap<>();
    secrets.forEach((peer, secret) -> this.secrets.put(Sites.check(peer), secret.clone()));
    if (secrets.isEmpty() || secrets.containsKey(site)) {
      throw EvidenceCode.MASK_PEERS.with("no other site, or itself among its peers");
    }
  }

  /**
   * Masks from secrets agreed otherwise.
   *
   * @param secrets by peer; both sides of a pair hold the same, 16 bytes or more
   */
  public static PairwiseMasks ofSecrets(String site, Map<String, byte[]> secrets) {
    for (byte[] secret : secrets.values()) {
      if (secret.length < 16) {
        throw EvidenceCode.MASK_PEERS.with("a secret of " + secret.length + " bytes");
      }
    }
    return new PairwiseMasks(site, secrets);
  }

  /**
   * Masks from a key agreement with each peer (X25519, RFC 7748).
   *
   * @param peers their public keys, from a source the collector cannot change
   */
  public static PairwiseMasks agree(String site, PrivateKey own, Map<String, PublicKey> peers) {
    Map<String, byte[]> secrets = new TreeMap<>();
    peers.forEach((peer, key) -> secrets.put(peer, agree(own, key)));
    return new PairwiseMasks(site, secrets);
  }

  private static byte[] agree(PrivateKey own, PublicKey peer) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(own);
      agreement.doPhase(peer, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw EvidenceCode.MASK_PEERS.causedBy(e, "a key that is no X25519 key");
    }
  }

  /** A new X25519 key pair. */
  public static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform from 11 has X25519", e);
    }
  }

  /**
   * This site's sums under masks.
   *
   * @param sums its answer; all sites' must have one length
   * @param scale the same at all sites
   * @param among the answering sites, this one included
   * @param purpose question, attempt and round; never the same twice
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-MASK-001} if a sum is out of
   *     range, {@code EV-MASK-002} without a secret for one of the sites
   */
  public MaskedSums mask(RoundSums sums, FixedPoint scale, List<String> among, String purpose) {
    TreeSet<String> sites = new TreeSet<>(among);
    if (sites.size() < among.size() || sites.size() < 2 || !sites.contains(site)) {
      throw EvidenceCode.MASK_PEERS.with(among.size() + " sites");
    }
    long[] words = new long[2 * sums.size()];
    for (int i = 0; i < sums.size(); i++) {
      scale.encode(sums.get(i), words, 2 * i);
    }
    // The sites are part of the purpose: masks of one set are never seen again under another.
    String whole = purpose.length() + ":" + purpose + sites;
    for (String peer : sites) {
      if (peer.equals(site)) {
        continue;
      }
      byte[] secret = secrets.get(peer);
      if (secret == null) {
        throw EvidenceCode.MASK_PEERS.with("a site whose key is not known here");
      }
      byte[] stream = MaskStream.bytes(secret, whole, 16 * sums.size());
      boolean first = site.compareTo(peer) < 0;
      for (int at = 0; at < words.length; at += 2) {
        long high = MaskStream.word(stream, 8 * at);
        long low = MaskStream.word(stream, 8 * at + 8);
        if (first) {
          MaskedSums.add(words, at, high, low);
        } else {
          MaskedSums.subtract(words, at, high, low);
        }
      }
    }
    return new MaskedSums(1, scale, words);
  }
}
