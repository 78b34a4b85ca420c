package org.therafed.registry.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.therafed.registry.settings.RegistryConfig;
import org.therafed.runtime.login.LocalAccounts;
import org.therafed.runtime.login.LoginSettings;

/** What people may be at the registry; {@link RouteRule} says what each may use. */
@ApplicationScoped
public class RegistryLogin implements LoginSettings {

  /** The roles there are. */
  public static final Set<String> ROLES = Set.of("admin", "auditor", "payer", "researcher");

  private final RegistryConfig config;

  RegistryLogin(RegistryConfig config) {
    this.config = config;
  }

  @Override
  public Set<String> roles() {
    return ROLES;
  }

  @Override
  public String administratorRole() {
    return LocalAccounts.ADMIN;
  }

  @Override
  public Optional<String> administratorPassword() {
    return config.adminPassword();
  }
}
