package org.therafed.runtime.login.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A small OpenID Connect provider on loopback that signs with a real key, checks what a provider
 * checks (client secret, PKCE, redirect address, each code once) and can be told to misbehave. Who
 * comes to its authorization endpoint is signed in as the person that was set.
 */
public final class TestProvider implements AutoCloseable {

  /** Name of the application here. */
  public static final String CLIENT = "therafed-test";

  /** A secret with characters that have to be encoded. */
  public static final String SECRET = "only for tests: ${not}+an%expression";

  /** The key that signs. */
  public static final RSAKey KEY = key("key-1");

  private final String issuer;
  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final AtomicInteger keyRequests = new AtomicInteger();

  /** What the person of the next sign-in is called and is. */
  private volatile Map<String, Object> person = Map.of("sub", "nobody");

  private volatile UnaryOperator<JWTClaimsSet> claims = UnaryOperator.identity();
  private volatile Function<JWTClaimsSet, String> signer = claim -> signed(claim, KEY, "key-1");
  private volatile UnaryOperator<Map<String, Object>> statement = UnaryOperator.identity();
  private volatile Instant now = Instant.now();
  private volatile boolean forgetful;
  private volatile List<RSAKey> keys = List.of(KEY);
  private volatile int tokenStatus = 200;

  private TestProvider(String issuer, HttpServer server) {
    this.issuer = issuer;
    this.server = server;
  }

  /** Listens at the issuer's port. */
  public static TestProvider at(String issuer) {
    try {
      URI address = URI.create(issuer);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
      return started(issuer, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Listens at a free port. */
  public static TestProvider free() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      return started("http://127.0.0.1:" + server.getAddress().getPort() + "/realm", server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestProvider started(String issuer, HttpServer server) {
    TestProvider provider = new TestProvider(issuer, server);
    String path = URI.create(issuer).getPath();
    server.createContext(path + "/.well-known/openid-configuration", provider::discover);
    server.createContext(path + "/keys", provider::keys);
    server.createContext(path + "/authorize", provider::authorize);
    server.createContext(path + "/token", provider::token);
    server.createContext(path + "/moved", exchange -> redirect(exchange, issuer + "/keys"));
    server.start();
    return provider;
  }

  /** As it states it. */
  public String issuer() {
    return issuer;
  }

  /** The settings of an application that knows it, by name without {@code therafed.}. */
  public static Map<String, String> settings(String issuer, String roles) {
    return Map.of(
        "therafed.oidc-issuer", issuer,
        "therafed.oidc-client-id", CLIENT,
        "therafed.oidc-client-secret", SECRET,
        "therafed.oidc-console-url", "http://127.0.0.1:8080",
        "therafed.oidc-organisation-claim", "org",
        "therafed.oidc-roles", roles);
  }

  /** Who is signed in from now on. */
  public TestProvider person(String subject, String... groups) {
    person =
        Map.of(
            "sub",
            subject,
            "preferred_username",
            subject + "@mail",
            "groups",
            List.of(groups),
            "org",
            "Payer One");
    return this;
  }

  /** Changes what the next tokens claim. */
  public TestProvider claiming(UnaryOperator<JWTClaimsSet> change) {
    claims = change;
    return this;
  }

  /** Signs the next tokens another way. */
  public TestProvider signing(Function<JWTClaimsSet, String> way) {
    signer = way;
    return this;
  }

  /** Changes what it states about itself. */
  public TestProvider stating(UnaryOperator<Map<String, Object>> change) {
    statement = change;
    return this;
  }

  /** Takes codes more than once, as a provider with a fault would. */
  public TestProvider forgetful() {
    forgetful = true;
    return this;
  }

  /** Publishes these keys. */
  public TestProvider publishing(RSAKey... published) {
    keys = List.of(published);
    return this;
  }

  /** Answers requests for tokens with a status. */
  public TestProvider answering(int status) {
    tokenStatus = status;
    return this;
  }

  /** What its clock shows. */
  public TestProvider at(Instant time) {
    now = time;
    return this;
  }

  /** How often its keys were asked for. */
  public int keyRequests() {
    return keyRequests.get();
  }

  /** A key pair with a name. */
  public static RSAKey key(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token signed RS256. */
  public static String signed(JWTClaimsSet claims, RSAKey key, String kid) {
    try {
      SignedJWT jwt =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void discover(HttpExchange exchange) throws IOException {
    Map<String, Object> stated = new LinkedHashMap<>();
    stated.put("issuer", issuer);
    stated.put("authorization_endpoint", issuer + "/authorize");
    stated.put("token_endpoint", issuer + "/token");
    stated.put("jwks_uri", issuer + "/keys");
    stated.put("end_session_endpoint", issuer + "/logout");
    stated.put("authorization_response_iss_parameter_supported", true);
    stated.put("code_challenge_methods_supported", List.of("S256"));
    stated.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    answer(exchange, 200, JSONObjectUtils.toJSONString(statement.apply(stated)));
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyRequests.incrementAndGet();
    JWKSet set =
        new JWKSet(
            keys.stream().map(RSAKey::toPublicJWK).toList().stream()
                .map(com.nimbusds.jose.jwk.JWK.class::cast)
                .toList());
    answer(exchange, 200, set.toString());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    boolean sound =
        "code".equals(asked.get("response_type"))
            && CLIENT.equals(asked.get("client_id"))
            && "S256".equals(asked.get("code_challenge_method"))
            && List.of(asked.get("scope").split(" ", -1)).contains("openid");
    String back =
        (sound ? "code=" + code : "error=invalid_request")
            + "&state="
            + encoded(asked.get("state"))
            + "&iss="
            + encoded(issuer);
    redirect(exchange, asked.get("redirect_uri") + "?" + back);
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = form(body);
    String code = form.getOrDefault("code", "");
    Map<String, String> begun = forgetful ? codes.get(code) : codes.remove(code);
    String known =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (encoded(CLIENT) + ":" + encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
    boolean sound =
        begun != null
            && known.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && "authorization_code".equals(form.get("grant_type"))
            && begun.get("redirect_uri").equals(form.get("redirect_uri"))
            && begun.get("code_challenge").equals(s256(form.getOrDefault("code_verifier", "")));
    if (tokenStatus != 200 || !sound) {
      answer(exchange, tokenStatus == 200 ? 400 : tokenStatus, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String token = signer.apply(claims.apply(claimed(begun.get("nonce"))));
    Map<String, Object> given = new HashMap<>();
    given.put("token_type", "Bearer");
    given.put("access_token", "not used");
    given.put("id_token", token);
    answer(exchange, 200, JSONObjectUtils.toJSONString(given));
  }

  /** What a sound token claims. */
  public JWTClaimsSet claimed(String nonce) {
    JWTClaimsSet.Builder builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("azp", CLIENT)
            .claim("nonce", nonce);
    person.forEach(builder::claim);
    return builder.build();
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The fields of a form or query. */
  public static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      fields.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
