package org.therafed.gateway.site;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.engine.DicomEngines;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.outcome.Fault;

/**
 * Looks at the whole configuration and reports every problem at once, so that an operator need not
 * find them one start at a time.
 */
public final class StartupChecks {

  private static final Pattern SITE_ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int KEY_BYTES = 32;
  private static final int SHORTEST_PASSPHRASE = 16;
  private static final int LONGEST_ISSUER = 256;
  private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);
  private static final Duration LONGEST_IDLE = Duration.ofDays(1);

  private final SiteConfig config;
  private final SettingProblems problems = new SettingProblems();

  private StartupChecks(SiteConfig config) {
    this.config = config;
  }

  /** The problems, in the order of the configuration; none: the gateway may start. */
  public static List<String> problems(SiteConfig config) {
    return checked(config).found();
  }

  /** The same with the settings of HL7 v2. */
  public static List<String> problems(SiteConfig config, Hl7Config hl7) {
    SettingProblems problems = checked(config);
    Hl7Checks.check(hl7, problems);
    return problems.found();
  }

  private static SettingProblems checked(SiteConfig config) {
    StartupChecks checks = new StartupChecks(config);
    checks.identity();
    checks.issuer();
    checks.listeners();
    checks.registry();
    RegistryTlsChecks.check(config.registryTls(), checks.problems);
    checks.packages();
    QueryChecks.check(config, checks.problems);
    checks.federationKey();
    checks.siteKeys();
    checks.bounds();
    WatchChecks.check(config, checks.problems);
    checks.optOuts();
    checks.retention();
    DicomTlsChecks.check(config.dicomTls(), checks.problems);
    DicomCommitmentChecks.check(config, checks.problems);
    PullChecks.check(config.pull(), config.dicomTls(), checks.problems);
    FhirPullChecks.check(config.fhirPull(), checks.problems);
    return checks.problems;
  }

  private void identity() {
    problems.need(
        SITE_ID.matcher(config.siteId()).matches(),
        "THERAFED_SITE_ID",
        "is not an identifier; 1 to 40 lower-case letters, digits and hyphens, starting with a"
            + " letter, are needed");
    config
        .nationalIdCountry()
        .map(String::strip)
        .filter(country -> !country.isEmpty())
        .ifPresent(
            country ->
                problems.need(
                    List.of(Locale.getISOCountries()).contains(country),
                    "THERAFED_NATIONAL_ID_COUNTRY",
                    "is not a country; two capitals of ISO 3166-1 such as PT are needed"));
    config
        .siteZone()
        .filter(zone -> !zone.isBlank())
        .ifPresent(
            zone ->
                problems.need(
                    isZone(zone),
                    "THERAFED_SITE_ZONE",
                    "is not a time zone; a name such as Asia/Shanghai is needed"));
  }

  private void issuer() {
    problems.need(
        config.patientIssuer().orElse("").length() <= LONGEST_ISSUER,
        "THERAFED_PATIENT_ISSUER",
        "is longer than " + LONGEST_ISSUER + " characters");
  }

  private void listeners() {
    problems.need(
        SettingProblems.isLoopback(config.httpHost())
            || config.intakeToken().filter(t -> !t.isBlank()).isPresent(),
        "THERAFED_HTTP_HOST",
        "is not a loopback address and THERAFED_INTAKE_TOKEN is not set; anybody on the network"
            + " could read identified records. Set the token or bind to 127.0.0.1");
    problems.need(
        config.intakeToken().filter(t -> !t.isBlank()).map(t -> t.length() >= 16).orElse(true),
        "THERAFED_INTAKE_TOKEN",
        "is shorter than 16 characters; 16 or more are needed");
    problems.port("THERAFED_HTTP_PORT", config.httpPort());
    problems.port("THERAFED_DICOM_PORT", config.dicomPort());
    engine();
    problems.need(
        SettingProblems.isAeTitle(config.dicomAeTitle()),
        "THERAFED_DICOM_AE_TITLE",
        "is not an AE title; 1 to 16 printable ASCII characters without backslash are needed");
    problems.need(
        config.dicomCallingAes().orElse(List.of()).stream()
            .map(String::strip)
            .allMatch(SettingProblems::isAeTitle),
        "THERAFED_DICOM_CALLING_AES",
        "is not a list of AE titles; 1 to 16 printable ASCII characters without backslash each,"
            + " separated by commas, are needed");
    problems.positive("THERAFED_DICOM_QUIET_SECONDS", config.dicomQuietSeconds());
    problems.atLeastOne("THERAFED_DICOM_MAX_ASSOCIATIONS", config.dicomMaxAssociations());
    problems.need(
        config.dicomIdleTimeout().toMillis() > 0
            && config.dicomIdleTimeout().compareTo(LONGEST_IDLE) <= 0,
        "THERAFED_DICOM_IDLE_TIMEOUT",
        "is not above zero and at most one day");
  }

  private void engine() {
    try {
      DicomEngines.named(config.dicomEngine());
    } catch (DicomFault e) {
      problems.need(false, "THERAFED_DICOM_ENGINE", "cannot be used: " + e.getMessage());
    }
  }

  private void registry() {
    config
        .registryUrl()
        .ifPresent(
            url ->
                problems.need(
                    ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                        && url.getHost() != null,
                    "THERAFED_REGISTRY_URL",
                    "is not an http or https address with a host"));
    config
        .registryUrl()
        .filter(url -> "http".equals(url.getScheme()) && url.getHost() != null)
        .ifPresent(
            url ->
                problems.need(
                    SettingProblems.isLoopback(url.getHost()),
                    "THERAFED_REGISTRY_URL",
                    "is plain http to another machine; records would travel unencrypted. Use"
                        + " https"));
  }

  private void packages() {
    problems.need(
        config
            .registryPackageKey()
            .filter(key -> !key.isBlank())
            .map(this::isPackageKey)
            .orElse(true),
        "THERAFED_REGISTRY_PACKAGE_KEY",
        "is not the key of a registry; the text that GET /admin/packages of the registry shows is"
            + " needed");
    problems.positive("THERAFED_PACKAGES_EVERY", config.packagesEvery());
    problems.need(
        NightTime.isReadable(config.reconciliation().at()),
        "THERAFED_RECONCILIATION_AT",
        "is neither never nor a time of day; hours and minutes such as 02:30 are needed");
  }

  private boolean isPackageKey(String text) {
    try {
      PackageKey.parse(text);
      return true;
    } catch (Fault e) {
      return false;
    }
  }

  private void federationKey() {
    config
        .federationKeyFile()
        .filter(file -> !file.isBlank())
        .ifPresent(
            file ->
                problems.need(
                    secret(Optional.of(file), Optional.empty(), StartupChecks::isKey),
                    "THERAFED_FEDERATION_KEY_FILE",
                    "does not name a readable file with 32 bytes in base64"));
  }

  private void siteKeys() {
    problems.need(
        secret(
            config.keyEncryptionKeyFile(),
            config.keyEncryptionKey(),
            text -> Secrets.words(text).stream().allMatch(StartupChecks::isKey)),
        "THERAFED_KEY_ENCRYPTION_KEY(_FILE)",
        "is not 32 bytes in base64, or names no readable file");
    problems.need(
        secret(
            config.escrowPassphraseFile(),
            config.escrowPassphrase(),
            text -> text.length() >= SHORTEST_PASSPHRASE),
        "THERAFED_ESCROW_PASSPHRASE(_FILE)",
        "is shorter than 16 characters, or names no readable file");
    config
        .escrowRestoreFile()
        .filter(file -> !file.isBlank())
        .ifPresent(
            file ->
                problems.need(
                    Files.isReadable(Path.of(file)),
                    "THERAFED_ESCROW_RESTORE_FILE",
                    "does not name a readable file"));
  }

  private void retention() {
    RetentionConfig retention = config.retention();
    keeps("THERAFED_RETENTION_SENT", retention.sent());
    keeps("THERAFED_RETENTION_REFUSED", retention.refused());
    keeps("THERAFED_RETENTION_SUPERSEDED", retention.superseded());
    keeps("THERAFED_RETENTION_WATCH_ARCHIVE", retention.watchArchive());
    problems.positive("THERAFED_RETENTION_EVERY", retention.every());
    problems.positive("THERAFED_RETENTION_HELD_ALERT", retention.heldAlert());
  }

  private void keeps(String name, Duration duration) {
    problems.need(
        duration.compareTo(SHORTEST_RETENTION) >= 0 && duration.compareTo(LONGEST_RETENTION) <= 0,
        name,
        "is not between 1d and 36500d");
  }

  private void optOuts() {
    config
        .optOutFile()
        .filter(file -> !file.isBlank())
        .ifPresent(
            file ->
                problems.need(
                    isReadable(file),
                    "THERAFED_OPT_OUT_FILE",
                    "does not name a readable file; whoever stands on the list would be sent"));
  }

  private static boolean isReadable(String file) {
    try {
      return Files.isReadable(Path.of(file)) && Files.isRegularFile(Path.of(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean secret(
      Optional<String> file, Optional<String> text, Predicate<String> sound) {
    boolean given =
        file.filter(name -> !name.isBlank()).or(() -> text).filter(t -> !t.isBlank()).isPresent();
    try {
      // A file without a word in it is no secret.
      return !given || Secrets.of(file, text).filter(sound).isPresent();
    } catch (java.io.UncheckedIOException | InvalidPathException e) {
      return false;
    }
  }

  private void bounds() {
    problems.positive("THERAFED_FORWARD_TIMEOUT", config.forwardTimeout());
    problems.positive("THERAFED_FORWARD_BACKOFF_FIRST", config.forwardBackoffFirst());
    problems.need(
        config.forwardBackoffCap().compareTo(config.forwardBackoffFirst()) >= 0,
        "THERAFED_FORWARD_BACKOFF_CAP",
        "is shorter than THERAFED_FORWARD_BACKOFF_FIRST");
    problems.atLeastOne("THERAFED_FORWARD_IN_FLIGHT", config.forwardInFlight());
    problems.atLeastOne("THERAFED_FLOW_WORKERS", config.flowWorkers());
    problems.atLeastOne("THERAFED_TRANSFER_MAX_RESOURCES", config.transferMaxResources());
    problems.atLeastOne("THERAFED_TABLE_MAX_ROWS", config.tableMaxRows());
    problems.atLeastOne("THERAFED_STOW_MAX_PARTS", config.stowMaxParts());
    problems.need(
        config.stowMaxBody().asLongValue() > 0, "THERAFED_STOW_MAX_BODY", "is not above zero");
    problems.need(
        config.fhirMaxNesting() >= 16 && config.fhirMaxNesting() <= 500,
        "THERAFED_FHIR_MAX_NESTING",
        "is not between 16 and 500");
  }

  private static boolean isZone(String zone) {
    try {
      ZoneId.of(zone);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isKey(String text) {
    try {
      return Base64.getDecoder().decode(text).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
