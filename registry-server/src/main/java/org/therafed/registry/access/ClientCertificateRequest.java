package org.therafed.registry.access;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether clients are asked for a certificate in TLS. Quarkus fixes its own setting of this when an
 * application is built; a federation decides when it runs.
 */
@Singleton
public class ClientCertificateRequest implements HttpServerOptionsCustomizer {

  private final ClientAuth asked;

  @Inject
  ClientCertificateRequest(
      @ConfigProperty(name = "therafed.tls-client-auth", defaultValue = "none") ClientAuth asked) {
    this.asked = asked;
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setClientAuth(asked);
  }
}
