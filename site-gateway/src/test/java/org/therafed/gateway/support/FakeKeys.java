package org.therafed.gateway.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.therafed.profiles.transfer.TransferBundle;

/** The keys of one site at {@link FakeRegistry}, by name, and the access tokens that they got. */
public final class FakeKeys {

  private final String endpoint;
  private final Map<String, ECKey> known = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final AtomicInteger given = new AtomicInteger();

  FakeKeys(String endpoint) {
    this.endpoint = endpoint;
  }

  void add(ECKey key) {
    known.put(key.getKeyID(), key.toPublicJWK());
  }

  boolean areNone() {
    return known.isEmpty();
  }

  /** Names of the keys. */
  public Set<String> names() {
    return new TreeSet<>(known.keySet());
  }

  /** How many tokens were given. */
  public int given() {
    return given.get();
  }

  /** Ends all tokens before their time. */
  public void forgetTokens() {
    tokens.clear();
  }

  boolean admits(String authorization) {
    if (areNone()) {
      return true;
    }
    String token = authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
    return known.containsKey(tokens.getOrDefault(token, ""))
        || signer(token, "therafed-registry").isPresent();
  }

  /** A token for the assertion in a form; empty if nobody known signed it, or it was used. */
  Optional<String> token(String form) {
    String assertion =
        List.of(form.split("&", -1)).stream()
            .filter(field -> field.startsWith("client_assertion="))
            .map(field -> field.substring("client_assertion=".length()))
            .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
            .findFirst()
            .orElse("");
    return signer(assertion, endpoint)
        .map(
            kid -> {
              String token = "fake-" + given.incrementAndGet();
              tokens.put(token, kid);
              return token;
            });
  }

  private Optional<String> signer(String token, String audience) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      ECKey key = known.get(String.valueOf(jwt.getHeader().getKeyID()));
      boolean ours =
          key != null
              && jwt.verify(new ECDSAVerifier(key))
              && jwt.getJWTClaimsSet().getAudience().equals(List.of(audience))
              && used.add(jwt.getJWTClaimsSet().getJWTID());
      return ours ? Optional.of(key.getKeyID()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /** What {@code /federation/keys} does; the status of its answer. */
  int change(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      JsonNode body = TransferBundle.readTree(exchange.getRequestBody().readAllBytes());
      try {
        add(ECKey.parse(body.path("jwk").toString()));
      } catch (ParseException e) {
        return 400;
      }
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      String kid = path.substring(path.lastIndexOf('/') + 1);
      return known.remove(kid) == null ? 404 : 200;
    }
    return 200;
  }

  @Override
  public String toString() {
    return "FakeKeys" + new HashSet<>(known.keySet());
  }
}
