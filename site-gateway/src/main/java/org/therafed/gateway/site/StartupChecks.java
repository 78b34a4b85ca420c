package org.therafed.gateway.site;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.engine.DicomEngines;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.terminology.CostComponent;

/**
 * Looks at the whole configuration and reports every problem at once, so that an operator need not
 * find them one start at a time.
 */
public final class StartupChecks {

  private static final Pattern SITE_ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern AE_TITLE = Pattern.compile("[\\x21-\\x5B\\x5D-\\x7E ]{1,16}");
  private static final Pattern FIELD =
      Pattern.compile("[A-Z][A-Z0-9]{2}-[0-9]{1,2}(?:\\.[0-9]{1,2})?");
  private static final long MOST_MESSAGE = 256L << 20;
  private static final int FEDERATION_KEY_BYTES = 32;
  private static final int LONGEST_ISSUER = 256;

  private final SiteConfig config;
  private final List<String> problems = new ArrayList<>();

  private StartupChecks(SiteConfig config) {
    this.config = config;
  }

  /** The problems, in the order of the configuration; none: the gateway may start. */
  public static List<String> problems(SiteConfig config) {
    StartupChecks checks = new StartupChecks(config);
    checks.identity();
    checks.issuer();
    checks.listeners();
    checks.registry();
    checks.packages();
    checks.federationKey();
    checks.bounds();
    checks.problems.addAll(PullChecks.problems(config.pull()));
    return List.copyOf(checks.problems);
  }

  /** The same with the settings of HL7 v2. */
  public static List<String> problems(SiteConfig config, Hl7Config hl7) {
    StartupChecks checks = new StartupChecks(config);
    checks.problems.addAll(problems(config));
    checks.hl7(hl7);
    return List.copyOf(checks.problems);
  }

  private void hl7(Hl7Config hl7) {
    hl7.hl7Port().ifPresent(port -> port("THERAFED_HL7_PORT", port));
    need(
        isLoopback(hl7.hl7Host())
            || hl7.hl7TlsKeystore().isPresent()
            || hl7.hl7PlainBeyondLoopback(),
        "THERAFED_HL7_HOST",
        "is not a loopback address and THERAFED_HL7_TLS_KEYSTORE is not set; identified messages"
            + " would travel unencrypted. Set a key store, or bind to 127.0.0.1, or say"
            + " THERAFED_HL7_PLAIN_BEYOND_LOOPBACK=true where the network is protected");
    keyStore("THERAFED_HL7_TLS_KEYSTORE", hl7.hl7TlsKeystore(), hl7.hl7TlsKeystorePassword());
    keyStore("THERAFED_HL7_TLS_TRUSTSTORE", hl7.hl7TlsTruststore(), hl7.hl7TlsTruststorePassword());
    need(
        hl7.hl7TlsTruststore().isEmpty() || hl7.hl7TlsKeystore().isPresent(),
        "THERAFED_HL7_TLS_TRUSTSTORE",
        "needs THERAFED_HL7_TLS_KEYSTORE beside it");
    positive("THERAFED_HL7_IDLE_TIMEOUT", hl7.hl7IdleTimeout());
    atLeastOne("THERAFED_HL7_MAX_CONNECTIONS", hl7.hl7MaxConnections());
    need(
        hl7.hl7MaxMessage().asLongValue() >= 1024
            && hl7.hl7MaxMessage().asLongValue() <= MOST_MESSAGE,
        "THERAFED_HL7_MAX_MESSAGE",
        "is not between 1K and 256M");
    need(
        hl7.hl7CourseFields().stream().allMatch(field -> FIELD.matcher(field.strip()).matches()),
        "THERAFED_HL7_COURSE_FIELDS",
        "is not a list of fields such as ORC-4,PV1-19.1");
    need(
        hl7.hl7ChargeComponents().orElse(List.of()).stream().allMatch(StartupChecks::isComponent),
        "THERAFED_HL7_CHARGE_COMPONENTS",
        "is not a list such as A123=drug,B45=imaging, with the components of the table of charges");
  }

  private static boolean isComponent(String setting) {
    int at = setting.lastIndexOf('=');
    return at > 0 && CostComponent.coded(setting.substring(at + 1).strip()).isPresent();
  }

  private void keyStore(String name, Optional<String> file, Optional<String> password) {
    need(
        file.isEmpty() || isKeyStore(Path.of(file.get()), password.orElse("")),
        name,
        "does not name a PKCS#12 file that " + name + "_PASSWORD opens");
  }

  private static boolean isKeyStore(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      return store.size() > 0;
    } catch (java.io.IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private void identity() {
    need(
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
                need(
                    List.of(Locale.getISOCountries()).contains(country),
                    "THERAFED_NATIONAL_ID_COUNTRY",
                    "is not a country; two capitals of ISO 3166-1 such as PT are needed"));
    config
        .siteZone()
        .filter(zone -> !zone.isBlank())
        .ifPresent(
            zone ->
                need(
                    isZone(zone),
                    "THERAFED_SITE_ZONE",
                    "is not a time zone; a name such as Asia/Shanghai is needed"));
  }

  private void issuer() {
    need(
        config.patientIssuer().orElse("").length() <= LONGEST_ISSUER,
        "THERAFED_PATIENT_ISSUER",
        "is longer than " + LONGEST_ISSUER + " characters");
  }

  private void listeners() {
    need(
        isLoopback(config.httpHost()) || config.intakeToken().filter(t -> !t.isBlank()).isPresent(),
        "THERAFED_HTTP_HOST",
        "is not a loopback address and THERAFED_INTAKE_TOKEN is not set; anybody on the network"
            + " could read identified records. Set the token or bind to 127.0.0.1");
    need(
        config.intakeToken().filter(t -> !t.isBlank()).map(t -> t.length() >= 16).orElse(true),
        "THERAFED_INTAKE_TOKEN",
        "is shorter than 16 characters; 16 or more are needed");
    port("THERAFED_HTTP_PORT", config.httpPort());
    port("THERAFED_DICOM_PORT", config.dicomPort());
    engine();
    need(
        AE_TITLE.matcher(config.dicomAeTitle()).matches() && !config.dicomAeTitle().isBlank(),
        "THERAFED_DICOM_AE_TITLE",
        "is not an AE title; 1 to 16 printable ASCII characters without backslash are needed");
    need(
        config.dicomCallingAes().orElse(List.of()).stream()
            .map(String::strip)
            .allMatch(title -> AE_TITLE.matcher(title).matches()),
        "THERAFED_DICOM_CALLING_AES",
        "is not a list of AE titles; 1 to 16 printable ASCII characters without backslash each,"
            + " separated by commas, are needed");
    positive("THERAFED_DICOM_QUIET_SECONDS", config.dicomQuietSeconds());
  }

  private void engine() {
    try {
      DicomEngines.named(config.dicomEngine());
    } catch (DicomFault e) {
      need(false, "THERAFED_DICOM_ENGINE", "cannot be used: " + e.getMessage());
    }
  }

  private void registry() {
    config
        .registryUrl()
        .ifPresent(
            url ->
                need(
                    ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                        && url.getHost() != null,
                    "THERAFED_REGISTRY_URL",
                    "is not an http or https address with a host"));
    config
        .registryUrl()
        .filter(url -> "http".equals(url.getScheme()) && url.getHost() != null)
        .ifPresent(
            url ->
                need(
                    isLoopback(url.getHost()),
                    "THERAFED_REGISTRY_URL",
                    "is plain http to another machine; records would travel unencrypted. Use"
                        + " https"));
  }

  private void packages() {
    need(
        config
            .registryPackageKey()
            .filter(key -> !key.isBlank())
            .map(this::isPackageKey)
            .orElse(true),
        "THERAFED_REGISTRY_PACKAGE_KEY",
        "is not the key of a registry; the text that GET /admin/packages of the registry shows is"
            + " needed");
    positive("THERAFED_PACKAGES_EVERY", config.packagesEvery());
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
                need(
                    isKey(Path.of(file)),
                    "THERAFED_FEDERATION_KEY_FILE",
                    "does not name a readable file with 32 bytes in base64"));
  }

  private void bounds() {
    positive("THERAFED_FORWARD_TIMEOUT", config.forwardTimeout());
    positive("THERAFED_FORWARD_BACKOFF_FIRST", config.forwardBackoffFirst());
    need(
        config.forwardBackoffCap().compareTo(config.forwardBackoffFirst()) >= 0,
        "THERAFED_FORWARD_BACKOFF_CAP",
        "is shorter than THERAFED_FORWARD_BACKOFF_FIRST");
    atLeastOne("THERAFED_FORWARD_IN_FLIGHT", config.forwardInFlight());
    atLeastOne("THERAFED_FLOW_WORKERS", config.flowWorkers());
    atLeastOne("THERAFED_TRANSFER_MAX_RESOURCES", config.transferMaxResources());
    atLeastOne("THERAFED_TABLE_MAX_ROWS", config.tableMaxRows());
    atLeastOne("THERAFED_STOW_MAX_PARTS", config.stowMaxParts());
    need(config.stowMaxBody().asLongValue() > 0, "THERAFED_STOW_MAX_BODY", "is not above zero");
    need(
        config.fhirMaxNesting() >= 16 && config.fhirMaxNesting() <= 500,
        "THERAFED_FHIR_MAX_NESTING",
        "is not between 16 and 500");
  }

  private void port(String name, int port) {
    need(port >= 0 && port <= 65535, name, "is not a port; 0 to 65535 is needed");
  }

  private void positive(String name, Duration duration) {
    need(!duration.isNegative() && !duration.isZero(), name, "is not longer than zero");
  }

  private void atLeastOne(String name, int value) {
    need(value >= 1, name, "is less than 1");
  }

  private void need(boolean holds, String name, String problem) {
    if (!holds) {
      problems.add(name + " " + problem + ".");
    }
  }

  private static boolean isZone(String zone) {
    try {
      ZoneId.of(zone);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isKey(Path file) {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      return key.length == FEDERATION_KEY_BYTES;
    } catch (java.io.IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
