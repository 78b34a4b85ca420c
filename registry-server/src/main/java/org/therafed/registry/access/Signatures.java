package org.therafed.registry.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import java.util.Optional;

/**
 * Which of a site's keys a signature is by. The key decides which one algorithm is taken with it,
 * so that no header can have a public key used as a shared secret.
 */
public final class Signatures {

  private Signatures() {}

  /** The algorithm that goes with a key: ES256, ES384 or RS384; none for any other key. */
  public static Optional<JWSAlgorithm> algorithmOf(JWK key) {
    if (key instanceof ECKey ec) {
      if (Curve.P_256.equals(ec.getCurve())) {
        return Optional.of(JWSAlgorithm.ES256);
      }
      return Curve.P_384.equals(ec.getCurve()) ? Optional.of(JWSAlgorithm.ES384) : Optional.empty();
    }
    return key instanceof RSAKey ? Optional.of(JWSAlgorithm.RS384) : Optional.empty();
  }

  /**
   * The key among these that signed; those that the header's {@code kid} names are looked at alone.
   *
   * @return empty where none did
   */
  public static Optional<JWK> signer(JWSObject signed, List<JWK> keys) {
    String kid = signed.getHeader().getKeyID();
    return keys.stream()
        .filter(key -> kid == null || kid.equals(key.getKeyID()))
        .filter(key -> isBy(signed, key))
        .findFirst();
  }

  /** Whether a signature is by this key. */
  static boolean isBy(JWSObject signed, JWK key) {
    JWSHeader header = signed.getHeader();
    if (!algorithmOf(key).equals(Optional.of(header.getAlgorithm()))) {
      return false;
    }
    try {
      JWSVerifier verifier =
          key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier(key.toRSAKey());
      return signed.verify(verifier);
    } catch (JOSEException e) {
      return false;
    }
  }
}
