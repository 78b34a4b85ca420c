package org.therafed.registry.access.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.ClientCertificate;
import org.therafed.registry.access.SiteProof;
import org.therafed.registry.access.SiteScope;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.runtime.login.LoginLimit;

/**
 * {@code POST /token}: an access token for a site that proves itself by an assertion signed with
 * one of its registered keys. Refusals are in the form of RFC 6749, section 5.2.
 */
@Cancellable(false)
@Path("/token")
public class TokenResource {

  private final TokenAddress address;
  private final ClientAssertions assertions;
  private final AccessTokens tokens;
  private final LoginLimit limit;
  private final HttpServerRequest http;
  private final Clock clock;

  TokenResource(
      TokenAddress address,
      ClientAssertions assertions,
      AccessTokens tokens,
      LoginLimit limit,
      HttpServerRequest http,
      Clock clock) {
    this.address = address;
    this.assertions = assertions;
    this.tokens = tokens;
    this.limit = limit;
    this.http = http;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Response> token(byte[] body) {
    Set<String> audiences = address.of(http);
    TokenForm form = TokenForm.read(body);
    ClientAssertion assertion = ClientAssertion.read(form.assertion(), audiences, clock.instant());
    if (!form.clientId().isEmpty() && !form.clientId().equals(assertion.site().value())) {
      throw TokenForm.unreadable("client_id is not the assertion's", "client_id 与断言不一致");
    }
    SiteScope scope = SiteScope.parse(form.scope());
    return authenticated(assertion)
        .flatMap(
            proof -> {
              Optional<String> certificate = ClientCertificate.of(http);
              return tokens.give(proof, scope, certificate);
            })
        .map(token -> answer(token, scope));
  }

  /** So many refusals in a row from one address for one site let it wait, as log-ins do. */
  private Uni<SiteProof> authenticated(ClientAssertion assertion) {
    // No account has a space in its name.
    String name = "site " + assertion.site().value();
    String from = http.remoteAddress().hostAddress();
    if (!limit.admits(name, from, clock.instant())) {
      throw RegistryCode.TOKEN_LIMIT.with();
    }
    return assertions
        .authenticate(assertion, ClientCertificate.of(http))
        .invoke(() -> limit.succeeded(name, from))
        .onFailure(TokenResource::isRefusal)
        .invoke(() -> limit.failed(name, from, clock.instant()));
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof Fault fault && fault.code() == RegistryCode.CLIENT_UNKNOWN;
  }

  private static Response answer(String token, SiteScope scope) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("access_token", token);
    answer.put("token_type", "bearer");
    answer.put("expires_in", AccessTokens.VALIDITY.toSeconds());
    answer.put("scope", scope.text());
    return Response.ok(answer)
        .header("Cache-Control", "no-store")
        .header("Pragma", "no-cache")
        .build();
  }
}
