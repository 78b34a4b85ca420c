package org.therafed.runtime.login;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Log-in by name and password, the form and Basic, as often as {@link LoginLimit} admits. */
@ApplicationScoped
public class PasswordIdentityProvider
    implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

  private final LocalAccounts accounts;
  private final LoginLimit limit;
  private final Event<PasswordRefused> refusals;
  private final Event<PasswordTaken> taken;
  private final Clock clock;

  PasswordIdentityProvider(
      LocalAccounts accounts,
      LoginLimit limit,
      Event<PasswordRefused> refusals,
      Event<PasswordTaken> taken,
      Clock clock) {
    this.accounts = accounts;
    this.limit = limit;
    this.refusals = refusals;
    this.taken = taken;
    this.clock = clock;
  }

  @Override
  public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
    return UsernamePasswordAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
    String name = request.getUsername();
    String password = new String(request.getPassword().getPassword());
    String address = addressOf(request);
    return context.runBlocking(() -> identity(name, password, address));
  }

  private SecurityIdentity identity(String name, String password, String address) {
    if (limit.admits(name, address, clock.instant())) {
      Optional<Set<String>> roles = accounts.rolesOf(name, password);
      if (roles.isPresent()) {
        limit.succeeded(name, address);
        taken.fire(new PasswordTaken(name, address));
        return QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(name))
            .addRoles(roles.get())
            .build();
      }
      limit.failed(name, address, clock.instant());
    }
    refusals.fire(new PasswordRefused(accounts.rolesOf(name).isPresent() ? name : "", address));
    throw new AuthenticationFailedException();
  }

  private static String addressOf(UsernamePasswordAuthenticationRequest request) {
    RoutingContext http = HttpSecurityUtils.getRoutingContextAttribute(request);
    return http == null ? "" : http.request().remoteAddress().hostAddress();
  }
}
