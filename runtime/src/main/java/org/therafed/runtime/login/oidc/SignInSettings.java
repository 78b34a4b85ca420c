package org.therafed.runtime.login.oidc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.therafed.runtime.Setting;
import org.therafed.runtime.StartupFault;

/**
 * By which ways people sign in.
 *
 * @param local whether local accounts are taken
 * @param provider the OpenID Connect provider; empty: none
 */
public record SignInSettings(boolean local, Optional<OidcSettings> provider) {

  /** The default: local accounts alone. */
  public static final SignInSettings LOCAL = new SignInSettings(true, Optional.empty());

  /**
   * What is wrong with the settings of this process: a sentence each, beginning with the variable's
   * name, without its value.
   *
   * @param roles what a person may be in this application
   */
  public static List<String> problems(Set<String> roles) {
    return SignInReader.read(Setting::value).problems(roles);
  }

  /** The settings of this process; empty where they are not sound, or name no provider. */
  public static Optional<OidcSettings> providerOfThisProcess() {
    SignInReader reader = SignInReader.read(Setting::value);
    return reader.problems(reader.rolesNamed()).isEmpty()
        ? reader.settings().provider()
        : Optional.empty();
  }

  /**
   * The settings by a source of values.
   *
   * @throws StartupFault RT-START-002 with all that is not sound
   */
  static SignInSettings of(Function<Setting, Optional<String>> given) {
    SignInReader reader = SignInReader.read(given);
    List<String> problems = reader.problems(reader.rolesNamed());
    if (!problems.isEmpty()) {
      throw StartupFault.settings(problems);
    }
    return reader.settings();
  }
}
