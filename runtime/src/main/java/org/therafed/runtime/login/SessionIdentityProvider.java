package org.therafed.runtime.login;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Continues a session whose cookie this application encrypted; roles are read anew each time. One
 * whose account has ended is nobody's, and no failure: the page to sign in would fail, too.
 */
@ApplicationScoped
public class SessionIdentityProvider implements IdentityProvider<TrustedAuthenticationRequest> {

  /** Attribute of an identity: how the person is called, where that is not the account's name. */
  public static final String LABEL = "therafed.label";

  private final LocalAccounts accounts;

  SessionIdentityProvider(LocalAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Class<TrustedAuthenticationRequest> getRequestType() {
    return TrustedAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
    String name = request.getPrincipal();
    return context.runBlocking(
        () ->
            accounts
                .session(name)
                .<SecurityIdentity>map(
                    account ->
                        QuarkusSecurityIdentity.builder()
                            .setPrincipal(new QuarkusPrincipal(name))
                            .addRoles(account.roleSet())
                            .addAttribute(LABEL, account.label())
                            .build())
                .orElseGet(SessionIdentityProvider::nobody));
  }

  private static SecurityIdentity nobody() {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(""))
        .setAnonymous(true)
        .build();
  }
}
