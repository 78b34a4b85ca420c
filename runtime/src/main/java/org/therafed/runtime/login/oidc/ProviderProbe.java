package org.therafed.runtime.login.oidc;

import java.time.Clock;

/** Asks a provider what a sign-in needs of it, without anybody signing in. */
public final class ProviderProbe {

  private ProviderProbe() {}

  /** What was found. */
  public enum Found {
    /** Statement and keys are as they must be. */
    READY,
    /** The same, but it does not say that it checks PKCE. */
    READY_WITHOUT_PKCE,
    /** It has no key that may sign an ID token. */
    NO_KEYS,
    /** It cannot be reached, or states something else. */
    UNUSABLE
  }

  /** Looks. Blocking, 20 seconds at most. */
  public static Found ask(OidcSettings settings) {
    Provider provider = new Provider(settings, Clock.systemUTC());
    try {
      boolean pkce = provider.metadata().pkce();
      if (provider.keys("").isEmpty()) {
        return Found.NO_KEYS;
      }
      return pkce ? Found.READY : Found.READY_WITHOUT_PKCE;
    } catch (SignInRefused refused) {
      return Found.UNUSABLE;
    }
  }
}
