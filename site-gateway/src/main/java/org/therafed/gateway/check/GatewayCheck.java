package org.therafed.gateway.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.therafed.gateway.check.Finding.Level;
import org.therafed.gateway.site.ClockProducer;
import org.therafed.gateway.site.GatewayFile;
import org.therafed.gateway.site.GatewaySettings;
import org.therafed.gateway.site.GivenSettings;
import org.therafed.gateway.site.Site;
import org.therafed.runtime.login.oidc.SignInSettings;

/**
 * The readiness report: settings, folder, disk, ports, database, keys, registry, certificates and
 * the hospital's own systems. Makes no key and no table, and sends nothing but questions.
 */
public final class GatewayCheck {

  /** The first argument that asks for it. */
  public static final String COMMAND = "check";

  private static final Set<String> LANGUAGES = Set.of("en", "zh");
  private static final int READY = 0;
  private static final int READY_WITH_WARNINGS = 1;
  private static final int NOT_READY = 2;

  private final List<Finding> findings;
  private final Set<String> languages;

  private GatewayCheck(List<Finding> findings, Set<String> languages) {
    this.findings = List.copyOf(findings);
    this.languages = languages;
  }

  /**
   * Looks at this process's settings and what they name.
   *
   * @param signIn what is wrong with the settings of sign-in
   * @param arguments the command, and perhaps {@code en} or {@code zh}: in this language alone
   * @param httpPort where no setting names one
   */
  public static GatewayCheck ofThisProcess(
      GatewayFile file, List<String> signIn, String[] arguments, int httpPort) {
    GivenSettings.Read read = GivenSettings.read(file);
    List<String> problems = new ArrayList<>(read.problems());
    problems.addAll(signIn);
    problems.addAll(GatewaySettings.known().unknown());
    List<Finding> findings = new ArrayList<>();
    problems.forEach(problem -> findings.add(Finding.fault(problem, "设置有误：" + problem)));
    if (problems.isEmpty()) {
      findings.add(Finding.ok("All settings are sound.", "所有设置均有效。"));
    }
    read.site()
        .ifPresent(
            config -> {
              Site site = new Site(config, ClockProducer.ofMachine());
              boolean running = FolderChecks.check(config, findings);
              PortChecks.check(config, read.hl7(), httpPort, running, findings);
              DatabaseChecks.check(findings);
              KeyChecks.check(config, site, findings);
              RegistryChecks.check(config, site, findings);
              CertificateChecks.check(config, read.hl7(), site, findings);
              PeerChecks.check(config, site, findings);
              SignInSettings.providerOfThisProcess()
                  .ifPresent(provider -> SignInChecks.check(provider, findings));
            });
    return of(findings, Arrays.asList(arguments));
  }

  static GatewayCheck of(List<Finding> findings, List<String> arguments) {
    List<String> asked = arguments.stream().filter(LANGUAGES::contains).toList();
    return new GatewayCheck(findings, asked.isEmpty() ? LANGUAGES : Set.copyOf(asked));
  }

  /**
   * Prints the report; answers the exit code: 0 ready, 1 ready but to be looked at, 2 not ready.
   */
  public int run(PrintStream out) {
    findings.forEach(
        finding -> {
          if (languages.contains("en")) {
            out.println("[" + finding.level().shown().en() + "] " + finding.text().en());
          }
          if (languages.contains("zh")) {
            out.println("[" + finding.level().shown().zh() + "] " + finding.text().zh());
          }
        });
    return code();
  }

  private int code() {
    if (findings.stream().anyMatch(finding -> finding.level() == Level.FAULT)) {
      return NOT_READY;
    }
    return findings.stream().anyMatch(finding -> finding.level() == Level.WARNING)
        ? READY_WITH_WARNINGS
        : READY;
  }
}
