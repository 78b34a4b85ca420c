package org.therafed.gateway.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at the settings of FHIR servers that are asked for records. */
final class FhirPullChecks {

  private static final String PREFIX = "THERAFED_FHIR_PULL_";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  private final SettingProblems problems;

  private FhirPullChecks(SettingProblems problems) {
    this.problems = problems;
  }

  static void check(FhirPullConfig config, SettingProblems problems) {
    FhirPullChecks checks = new FhirPullChecks(problems);
    problems.positive(PREFIX + "EVERY", config.every().orElse(Duration.ofDays(1)));
    problems.positive(PREFIX + "BACKOFF_CAP", config.backoffCap());
    problems.positive(PREFIX + "TIMEOUT", config.timeout());
    problems.positive(PREFIX + "EXPORT_TIMEOUT", config.exportTimeout());
    problems.need(!config.overlap().isNegative(), PREFIX + "OVERLAP", "is negative");
    problems.need(
        config.pageSize() >= 1 && config.pageSize() <= 1000,
        PREFIX + "PAGE_SIZE",
        "is not between 1 and 1000");
    config.sources().forEach(checks::source);
  }

  private void source(String name, FhirPullConfig.Source source) {
    String setting = PREFIX + "SOURCES_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    problems.need(
        NAME.matcher(name).matches(),
        setting + "*",
        "names a source by other than 1 to 40 lower-case letters, digits and hyphens");
    problems.need(
        Set.of("search", "bulk").contains(source.kind()),
        setting + "KIND",
        "is neither search nor bulk");
    problems.need(
        source.types().orElse(List.of("Patient")).stream()
            .allMatch(type -> TYPE.matcher(type.strip()).matches()),
        setting + "TYPES",
        "is not a list of resource types such as Procedure,Observation");
    problems.need(
        source.group().filter(group -> !ID.matcher(group).matches()).isEmpty(),
        setting + "GROUP",
        "is not the id of a Group");
    address(setting + "URL", source.url(), true);
    address(setting + "TOKEN_ENDPOINT", source.tokenEndpoint(), false);
    files(setting, source);
  }

  private void address(String setting, Optional<URI> url, boolean needed) {
    problems.need(
        url.map(FhirPullChecks::isWeb).orElse(!needed),
        setting,
        "is not an http or https address with a host, without query");
    problems.need(
        url.filter(FhirPullChecks::isWeb).map(FhirPullChecks::isSecret).orElse(true),
        setting,
        "is plain http to another machine; identified records would travel unencrypted. Use https");
  }

  private void files(String setting, FhirPullConfig.Source source) {
    problems.need(
        source.keyFile().filter(file -> !isReadable(file)).isEmpty(),
        setting + "KEY_FILE",
        "does not name a readable file");
    problems.need(
        source.truststore().isEmpty() || isTrusted(source),
        setting + "TRUSTSTORE",
        "does not name certificates in PEM, or a PKCS#12 file that its password opens");
  }

  private static boolean isTrusted(FhirPullConfig.Source source) {
    try {
      return FhirTrust.of(source).size() > 0;
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isReadable(String file) {
    try {
      return Files.isReadable(Path.of(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isWeb(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getQuery() == null;
  }

  private static boolean isSecret(URI url) {
    return "https".equals(url.getScheme()) || SettingProblems.isLoopback(url.getHost());
  }
}
