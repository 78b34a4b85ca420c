package org.therafed.gateway.http;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.runtime.login.RouteTemplate;

/**
 * Lets only bearers of the intake token in, where one is set. Health stays open, and so does the
 * CapabilityStatement, by which a FHIR client learns that a token is needed. Pages for people have
 * sessions instead.
 */
@Singleton
public class TokenFilter {

  // A provider, because Quarkus makes filters before the configuration of run time is there.
  private final Provider<SiteConfig> config;

  @Inject
  public TokenFilter(Provider<SiteConfig> config) {
    this.config = config;
  }

  /** Runs before every resource method of the gateway. */
  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo route) {
    if (PageRoutes.covers(RouteTemplate.of(route))
        || (request.getMethod().equals("GET")
            && request.getUriInfo().getPath().equals("/fhir/metadata"))) {
      return;
    }
    Optional<String> token = config.get().intakeToken().filter(t -> !t.isBlank());
    token.ifPresent(
        expected -> {
          String sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
          byte[] wanted = ("Bearer " + expected).getBytes(StandardCharsets.UTF_8);
          byte[] found = (sent == null ? "" : sent).getBytes(StandardCharsets.UTF_8);
          // Constant time, so that the token cannot be guessed letter by letter.
          if (!MessageDigest.isEqual(wanted, found)) {
            throw ServiceCode.INTAKE_TOKEN.with();
          }
        });
  }
}
