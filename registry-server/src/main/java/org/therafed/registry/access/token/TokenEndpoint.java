package org.therafed.registry.access.token;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.therafed.profiles.outcome.Fault;

/** Where access tokens are asked for, for documents that say so. */
@ApplicationScoped
public class TokenEndpoint {

  private final TokenAddress address;

  TokenEndpoint(TokenAddress address) {
    this.address = address;
  }

  /** Its address; empty where this registry gives no access tokens. */
  public Optional<String> of(HttpServerRequest http) {
    try {
      return Optional.of(address.of(http).iterator().next());
    } catch (Fault noAddress) {
      return Optional.empty();
    }
  }
}
