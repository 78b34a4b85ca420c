package org.therafed.registry;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.registry.access.RegistryLogin;
import org.therafed.registry.audit.AuditCheck;
import org.therafed.registry.settings.RegistrySettings;
import org.therafed.registry.tables.TableCommand;
import org.therafed.runtime.Application;
import org.therafed.runtime.ApplicationRuntime;
import org.therafed.runtime.login.PasswordRule;
import org.therafed.runtime.login.SessionKey;
import org.therafed.runtime.login.oidc.SignInSettings;

/** The registry server: one per federation. */
@QuarkusMain
public final class Main {

  private static final int HTTP_PORT = 8080;

  private Main() {}

  public static void main(String... args) {
    if (args.length > 0 && args[0].equals(AuditCheck.COMMAND)) {
      System.exit(AuditCheck.run(Arrays.copyOfRange(args, 1, args.length), System.out, System.err));
    }
    if (args.length > 0 && args[0].equals(TableCommand.COMMAND)) {
      System.exit(
          TableCommand.run(Arrays.copyOfRange(args, 1, args.length), System.out, System.err));
    }
    ApplicationRuntime.start(
        Application.of("registry", HTTP_PORT)
            .reading(ModuleCatalog::standard)
            .checkedBy(Main::problems)
            .knowing(RegistrySettings.known())
            .withSettings(
                folder ->
                    Map.of(
                        "quarkus.http.auth.session.encryption-key",
                        SessionKey.keptIn(folder).value())),
        args);
  }

  private static List<String> problems() {
    List<String> problems = new ArrayList<>(PasswordRule.problems());
    problems.addAll(SignInSettings.problems(RegistryLogin.ROLES));
    return problems;
  }
}
