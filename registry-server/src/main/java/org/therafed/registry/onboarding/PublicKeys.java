package org.therafed.registry.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.access.Signatures;
import org.therafed.registry.fault.RegistryCode;

/**
 * Reads the public keys of a site from a request: {@code jwk} (one) or {@code jwks} (a set, RFC
 * 7517). Addresses of key sets are not taken: the registry calls nobody, sites bring their keys.
 */
final class PublicKeys {

  /** Keys that a site may have at one time. */
  static final int MOST = 8;

  private static final int LONGEST_KEY = 4096;
  private static final int LONGEST_NAME = 128;
  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 4096;

  private PublicKeys() {}

  /**
   * A key that may be registered.
   *
   * @param thumbprint RFC 7638, SHA-256
   * @param kid its name in signatures: its own, else the thumbprint
   * @param jwk with no more than the public key, {@code kid} and {@code alg}
   */
  record PublicKey(String thumbprint, String kid, String jwk) {}

  /**
   * The keys of a request, at least one and no two alike.
   *
   * @throws Fault RG-SITE-004 with what is wrong
   */
  static List<PublicKey> read(JsonNode request) {
    List<JsonNode> given = new ArrayList<>();
    if (request != null && request.path("jwk").isObject()) {
      given.add(request.path("jwk"));
    }
    if (request != null) {
      request.path("jwks").path("keys").forEach(given::add);
    }
    if (given.isEmpty()) {
      throw invalid(
          "neither jwk nor jwks has a key; addresses of key sets are not fetched",
          "jwk 和 jwks 中都没有密钥；不会读取密钥集地址");
    }
    if (given.size() > MOST) {
      throw invalid("there are more than 8 keys", "密钥多于 8 个");
    }
    List<PublicKey> keys = given.stream().map(PublicKeys::key).toList();
    Set<String> names = new HashSet<>();
    for (PublicKey key : keys) {
      if (!names.add(key.kid()) || !names.add("thumbprint " + key.thumbprint())) {
        throw invalid("a key or a kid occurs twice", "有密钥或 kid 重复");
      }
    }
    return keys;
  }

  private static PublicKey key(JsonNode given) {
    String text = given.toString();
    if (text.length() > LONGEST_KEY) {
      throw invalid("a key is longer than 4096 characters", "有密钥超过 4096 个字符");
    }
    JWK key;
    try {
      key = JWK.parse(text);
    } catch (ParseException e) {
      throw invalid("a key is no JSON Web Key", "有密钥不是 JSON Web Key");
    }
    if (key.isPrivate()) {
      throw invalid(
          "a key is private or shared: it is known to others now and must never be used",
          "有密钥是私钥或共享密钥：它已泄露，不得再使用");
    }
    JWSAlgorithm algorithm = algorithm(key);
    if ((key.getKeyUse() != null && !KeyUse.SIGNATURE.equals(key.getKeyUse()))
        || (key.getKeyOperations() != null && !key.getKeyOperations().contains(KeyOperation.VERIFY))
        || (key.getAlgorithm() != null && !algorithm.equals(key.getAlgorithm()))) {
      throw invalid(
          "a key's use, key_ops or alg are not those of a signature that is taken",
          "有密钥的 use、key_ops 或 alg 与可接受的签名不符");
    }
    return named(key, algorithm);
  }

  private static JWSAlgorithm algorithm(JWK key) {
    Optional<JWSAlgorithm> algorithm = Signatures.algorithmOf(key);
    boolean fits =
        !(key instanceof RSAKey) || (key.size() >= SHORTEST_RSA && key.size() <= LONGEST_RSA);
    return algorithm
        .filter(taken -> fits)
        .orElseThrow(
            () ->
                invalid(
                    "a key is none of EC P-256, EC P-384 and RSA of 2048 to 4096 bits",
                    "有密钥不是 EC P-256、EC P-384 或 2048 至 4096 位的 RSA"));
  }

  private static PublicKey named(JWK key, JWSAlgorithm algorithm) {
    try {
      String thumbprint = key.computeThumbprint().toString();
      String kid = key.getKeyID() == null || key.getKeyID().isEmpty() ? thumbprint : key.getKeyID();
      if (!kid.matches("[A-Za-z0-9._~-]{1," + LONGEST_NAME + "}")) {
        throw invalid(
            "a kid is not 1 to 128 letters, digits, dots, hyphens, tildes and underscores",
            "有 kid 不是 1 至 128 个字母、数字、点、连字符、波浪号或下划线");
      }
      // Certificates and addresses that a key may carry are nothing to go by.
      Map<String, Object> json = new HashMap<>(key.toPublicJWK().getRequiredParams());
      json.put("kid", kid);
      json.put("alg", algorithm.getName());
      return new PublicKey(thumbprint, kid, JWK.parse(json).toJSONString());
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("A key that was read can be written.", e);
    }
  }

  private static Fault invalid(String english, String chinese) {
    return RegistryCode.KEY_INVALID.with(Fault.safe("reason", new Phrase(english, chinese)));
  }
}
