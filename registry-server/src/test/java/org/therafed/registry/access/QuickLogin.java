package org.therafed.registry.access;

import io.quarkus.test.Mock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.therafed.registry.settings.RegistryConfig;

/**
 * The registry's log-in with a cheap password hash, in all tests: hundreds of requests bring the
 * administrator's password, and each check would take a tenth of a second of processor time.
 */
@Mock
@Singleton
class QuickLogin extends RegistryLogin {

  /** The least that bcrypt knows. */
  private static final int COST = 4;

  @Inject
  QuickLogin(RegistryConfig config) {
    super(config);
  }

  @Override
  public int passwordCost() {
    return COST;
  }
}
