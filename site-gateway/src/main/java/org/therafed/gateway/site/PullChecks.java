package org.therafed.gateway.site;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at the settings of archives that are asked for images. */
final class PullChecks {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern MODALITY = Pattern.compile("[A-Z0-9_]{1,16}");

  private final DicomTlsConfig tls;
  private final SettingProblems problems;

  private PullChecks(DicomTlsConfig tls, SettingProblems problems) {
    this.tls = tls;
    this.problems = problems;
  }

  static void check(PullConfig config, DicomTlsConfig tls, SettingProblems problems) {
    PullChecks checks = new PullChecks(tls, problems);
    checks.times(config);
    problems.need(
        !config.modalities().isEmpty()
            && config.modalities().stream().allMatch(m -> MODALITY.matcher(m.strip()).matches()),
        "THERAFED_PULL_MODALITIES",
        "is not a list of modalities such as PT,CT");
    config.sources().forEach(checks::source);
  }

  private void times(PullConfig config) {
    problems.positive("THERAFED_PULL_EVERY", config.every().orElse(Duration.ofDays(1)));
    problems.positive("THERAFED_PULL_BACKOFF_CAP", config.backoffCap());
    problems.positive("THERAFED_PULL_TIMEOUT", config.timeout());
    problems.need(!config.overlap().isNegative(), "THERAFED_PULL_OVERLAP", "is negative");
  }

  private void source(String name, PullConfig.Source source) {
    String setting =
        "THERAFED_PULL_SOURCES_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    problems.need(
        NAME.matcher(name).matches(),
        setting + "*",
        "names a source by other than 1 to 40 lower-case letters, digits and hyphens");
    switch (source.kind()) {
      case "dimse" -> dimse(setting, source);
      case "dicomweb" -> web(setting, source);
      default -> problems.need(false, setting + "KIND", "is neither dimse nor dicomweb");
    }
  }

  private void dimse(String setting, PullConfig.Source source) {
    problems.need(
        source.host().filter(h -> !h.isBlank()).isPresent(), setting + "HOST", "is not set");
    problems.need(
        source.port() >= 1 && source.port() <= 65535,
        setting + "PORT",
        "is not a port; 1 to 65535 is needed");
    problems.need(isTitle(source.calledAe()), setting + "CALLED_AE", "is not an AE title");
    problems.need(
        source.callingAe().isEmpty() || isTitle(source.callingAe()),
        setting + "CALLING_AE",
        "is not an AE title");
    problems.need(
        Set.of("get", "move").contains(source.retrieve()),
        setting + "RETRIEVE",
        "is neither get nor move");
    DicomTlsChecks.caller(setting, source.tls(), tls, problems);
  }

  private void web(String setting, PullConfig.Source source) {
    boolean address = source.url().filter(PullChecks::isWeb).isPresent();
    problems.need(
        address, setting + "URL", "is not an http or https address with a host, without query");
    source
        .tokenFile()
        .ifPresent(
            file -> {
              problems.need(
                  Files.isReadable(Path.of(file)),
                  setting + "TOKEN_FILE",
                  "does not name a readable file");
              problems.need(
                  !address || isSecret(source.url().get()),
                  setting + "URL",
                  "is plain http to another machine; the token would travel unencrypted. Use"
                      + " https");
            });
  }

  private static boolean isWeb(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getQuery() == null;
  }

  private static boolean isSecret(URI url) {
    return "https".equals(url.getScheme()) || SettingProblems.isLoopback(url.getHost());
  }

  private static boolean isTitle(Optional<String> title) {
    return title.filter(SettingProblems::isAeTitle).isPresent();
  }
}
