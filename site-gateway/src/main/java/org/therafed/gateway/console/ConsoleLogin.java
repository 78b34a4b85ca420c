package org.therafed.gateway.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.site.ConsoleRole;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.runtime.login.LoginSettings;

/** The local accounts of this gateway's console; the first one is an operator's. */
@ApplicationScoped
class ConsoleLogin implements LoginSettings {

  private final SiteConfig config;

  @Inject
  ConsoleLogin(SiteConfig config) {
    this.config = config;
  }

  @Override
  public Set<String> roles() {
    return ConsoleRole.codes();
  }

  @Override
  public String administratorRole() {
    return ConsoleRole.OPERATOR.code();
  }

  @Override
  public Optional<String> administratorPassword() {
    return config.adminPassword();
  }
}
