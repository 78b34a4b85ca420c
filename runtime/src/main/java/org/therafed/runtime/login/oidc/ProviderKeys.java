package org.therafed.runtime.login.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The public keys of a provider that may sign: RSA of 2048 to 8192 bits, P-256, P-384 and P-521.
 * Shared and private keys, keys for other uses and keys without a name are left out.
 */
final class ProviderKeys {

  private static final int MOST_KEYS = 64;
  private static final int LONGEST = 256 << 10;
  private static final int SMALLEST_RSA = 2048;
  private static final int LARGEST_RSA = 8192;
  private static final Map<Curve, JWSAlgorithm> CURVES =
      Map.of(
          Curve.P_256, JWSAlgorithm.ES256,
          Curve.P_384, JWSAlgorithm.ES384,
          Curve.P_521, JWSAlgorithm.ES512);
  private static final Set<JWSAlgorithm> RSA =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);

  private final List<JWK> keys;

  private ProviderKeys(List<JWK> keys) {
    this.keys = keys;
  }

  /**
   * Reads a JWK set.
   *
   * @throws SignInRefused RT-OIDC-003 if it is none, or has more than 64 keys
   */
  static ProviderKeys parse(String json) {
    Map<String, Object>[] listed;
    try {
      listed = JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json, LONGEST), "keys");
    } catch (ParseException e) {
      throw new SignInRefused(SignInProblem.UNREACHABLE, "keys-unreadable");
    }
    if (listed == null || listed.length > MOST_KEYS) {
      throw new SignInRefused(SignInProblem.UNREACHABLE, "keys-unreadable");
    }
    return new ProviderKeys(
        Stream.of(listed).flatMap(one -> key(one).stream()).filter(ProviderKeys::maySign).toList());
  }

  private static Optional<JWK> key(Map<String, Object> members) {
    try {
      return Optional.of(JWK.parse(members));
    } catch (ParseException | IllegalArgumentException e) {
      // A kind of key that this application does not know; others of the set may be fit.
      return Optional.empty();
    }
  }

  private static boolean maySign(JWK key) {
    boolean signs = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
    return signs && key.getKeyID() != null && !key.isPrivate() && isStrong(key);
  }

  private static boolean isStrong(JWK key) {
    if (key instanceof ECKey ec) {
      return CURVES.containsKey(ec.getCurve());
    }
    return key instanceof RSAKey && key.size() >= SMALLEST_RSA && key.size() <= LARGEST_RSA;
  }

  /** Whether any is left. */
  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether there is a key of this name. */
  boolean has(String kid) {
    return keys.stream().anyMatch(key -> key.getKeyID().equals(kid));
  }

  /** The key that a header names, if it goes with the header's algorithm. */
  Optional<JWK> of(JWSHeader header) {
    return keys.stream()
        .filter(key -> key.getKeyID().equals(header.getKeyID()))
        .filter(key -> goesWith(key, header.getAlgorithm()))
        .findFirst();
  }

  private static boolean goesWith(JWK key, JWSAlgorithm algorithm) {
    if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
      return false;
    }
    return key instanceof ECKey ec
        ? algorithm.equals(CURVES.get(ec.getCurve()))
        : RSA.contains(algorithm);
  }
}
