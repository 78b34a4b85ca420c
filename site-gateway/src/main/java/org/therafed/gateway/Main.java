package org.therafed.gateway;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.check.GatewayCheck;
import org.therafed.gateway.command.GatewayCommand;
import org.therafed.gateway.prove.GatewayProof;
import org.therafed.gateway.site.ConsoleRole;
import org.therafed.gateway.site.GatewayFile;
import org.therafed.gateway.site.GatewaySettings;
import org.therafed.gateway.site.GivenSettings;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.runtime.Application;
import org.therafed.runtime.ApplicationRuntime;
import org.therafed.runtime.login.PasswordRule;
import org.therafed.runtime.login.SessionKey;
import org.therafed.runtime.login.oidc.SignInSettings;

/** Starts the gateway on its data folder and database. */
@QuarkusMain
public class Main {

  private static final int HTTP_PORT = 8081;

  /**
   * Runs until told to stop; with {@code check} it only says whether it could, with {@code prove}
   * whether identity would leave, and with a {@link GatewayCommand} it does that.
   */
  public static void main(String... args) {
    GatewayFile file = GatewayFile.ofThisProcess();
    file.apply();
    if (args.length > 0 && args[0].equals(GatewayCheck.COMMAND)) {
      System.exit(GatewayCheck.ofThisProcess(file, signIn(file), args, HTTP_PORT).run(System.out));
    }
    if (args.length > 0 && args[0].equals(GatewayProof.COMMAND)) {
      System.exit(GatewayProof.run(file, args));
    }
    Optional<GatewayCommand> command = GatewayCommand.of(args);
    if (command.isPresent()) {
      System.exit(command.get().run(file, args, System.out, System.err));
    }
    ApplicationRuntime.start(
        Application.of("gateway", HTTP_PORT)
            .reading(ModuleCatalog::standard)
            .checkedBy(() -> problems(file))
            .knowing(GatewaySettings.known())
            .withSettings(
                folder ->
                    Map.of(
                        "quarkus.http.auth.session.encryption-key",
                        SessionKey.keptIn(folder).value())),
        args);
  }

  private static List<String> signIn(GatewayFile file) {
    return SignInSettings.problems(ConsoleRole.codes()).stream().map(file::withLine).toList();
  }

  private static List<String> problems(GatewayFile file) {
    List<String> problems = new ArrayList<>(GivenSettings.read(file).problems());
    problems.addAll(PasswordRule.problems());
    problems.addAll(signIn(file));
    return problems;
  }
}
