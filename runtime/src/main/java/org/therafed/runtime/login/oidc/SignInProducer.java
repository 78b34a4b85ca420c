package org.therafed.runtime.login.oidc;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Reads the settings of sign-in once the configuration is there. */
class SignInProducer {

  /** By raw values: a secret may hold what looks like an expression. */
  @Produces
  @Singleton
  SignInSettings settings(Config config) {
    return SignInSettings.of(
        setting -> Optional.ofNullable(config.getConfigValue(setting.property()).getRawValue()));
  }
}
