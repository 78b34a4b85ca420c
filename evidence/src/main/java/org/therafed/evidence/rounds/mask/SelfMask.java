package org.therafed.evidence.rounds.mask;

import java.security.SecureRandom;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * A second mask that a site puts over its masked sums and takes off only when all answers of the
 * round are there (Bonawitz et al. 2017, CCS, section 4.0.2, without its secret sharing). Without
 * it a collector could say that a site has dropped out, have the round repeated without that site,
 * and subtract the two totals. A site that gives this secret for one set of sites only lets nobody
 * read more than one total of its people.
 */
public final class SelfMask {
  /** Bytes of a secret. */
  public static final int BYTES = 32;

  private SelfMask() {}

  /** A fresh secret, of one attempt of one question. */
  public static byte[] newSecret(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** The sums with the mask over them. */
  public static MaskedSums over(MaskedSums sums, byte[] secret, String purpose) {
    return sums.shifted(stream(sums, secret, purpose), true);
  }

  /** The sums, or a total with this site's among it, without the mask. */
  public static MaskedSums off(MaskedSums sums, byte[] secret, String purpose) {
    return sums.shifted(stream(sums, secret, purpose), false);
  }

  private static byte[] stream(MaskedSums sums, byte[] secret, String purpose) {
    if (secret.length != BYTES) {
      throw EvidenceCode.MASK_PEERS.with("a secret of " + secret.length + " bytes");
    }
    return MaskStream.bytes(secret, "self|" + purpose, 16 * sums.size());
  }
}
