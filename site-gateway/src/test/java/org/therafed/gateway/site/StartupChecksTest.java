package org.therafed.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupChecksTest {

  private static SiteConfig config(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(SiteConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build();
    return config.getConfigMapping(SiteConfig.class);
  }

  private static List<String> named(Map<String, String> settings) {
    return StartupChecks.problems(config(settings)).stream()
        .map(problem -> problem.substring(0, problem.indexOf(' ')))
        .toList();
  }

  @Test
  void keysAndTrustOfTheDicomNodeThatCannotWorkAreToldAtOnce(@TempDir Path folder)
      throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no key");
    assertThat(
            named(
                Map.of(
                    "therafed.dicom-tls.keystore", text.toString(),
                    "therafed.dicom-tls.truststore", text.toString(),
                    "therafed.dicom-tls.client-certificate", "perhaps",
                    "therafed.dicom-max-associations", "0",
                    "therafed.dicom-idle-timeout", "0s")))
        .containsExactlyInAnyOrder(
            "THERAFED_DICOM_TLS_KEYSTORE",
            "THERAFED_DICOM_TLS_TRUSTSTORE",
            "THERAFED_DICOM_TLS_CLIENT_CERTIFICATE",
            "THERAFED_DICOM_MAX_ASSOCIATIONS",
            "THERAFED_DICOM_IDLE_TIMEOUT");
    assertThat(
            named(
                Map.of(
                    "therafed.dicom-tls.certificate", text.toString(),
                    "therafed.dicom-tls.key", text.toString())))
        .containsExactlyInAnyOrder(
            "THERAFED_DICOM_TLS_CERTIFICATE", "THERAFED_DICOM_TLS_TRUSTSTORE");
    assertThat(
            named(
                Map.of(
                    "therafed.dicom-tls.key", text.toString(),
                    "therafed.dicom-tls.client-certificate", "none",
                    "therafed.pull.sources.pacs.host", "pacs.example",
                    "therafed.pull.sources.pacs.called-ae", "PACS",
                    "therafed.pull.sources.pacs.tls", "true")))
        .containsExactlyInAnyOrder(
            "THERAFED_DICOM_TLS_CERTIFICATE", "THERAFED_PULL_SOURCES_PACS_TLS");
  }

  @Test
  void fhirServersNeedAnAddressThatKeepsSecretsAndFilesThatAreThere() {
    String source = "therafed.fhir-pull.sources.";
    assertThat(
            named(
                Map.of(
                    source + "his.url",
                    "http://his.example/r4",
                    source + "his.kind",
                    "subscribe",
                    source + "his.types",
                    "observation",
                    source + "his.group",
                    "a/b",
                    source + "his.token-endpoint",
                    "file:/token",
                    source + "his.key-file",
                    "/absent.jwk",
                    source + "his.truststore",
                    "/absent.pem",
                    "therafed.fhir-pull.page-size",
                    "0",
                    "therafed.fhir-pull.overlap",
                    "-1s",
                    "therafed.fhir-pull.timeout",
                    "0s")))
        .containsExactlyInAnyOrder(
            "THERAFED_FHIR_PULL_SOURCES_HIS_URL",
            "THERAFED_FHIR_PULL_SOURCES_HIS_KIND",
            "THERAFED_FHIR_PULL_SOURCES_HIS_TYPES",
            "THERAFED_FHIR_PULL_SOURCES_HIS_GROUP",
            "THERAFED_FHIR_PULL_SOURCES_HIS_TOKEN_ENDPOINT",
            "THERAFED_FHIR_PULL_SOURCES_HIS_KEY_FILE",
            "THERAFED_FHIR_PULL_SOURCES_HIS_TRUSTSTORE",
            "THERAFED_FHIR_PULL_PAGE_SIZE",
            "THERAFED_FHIR_PULL_OVERLAP",
            "THERAFED_FHIR_PULL_TIMEOUT");
    assertThat(named(Map.of(source + "his.kind", "bulk")))
        .containsExactly("THERAFED_FHIR_PULL_SOURCES_HIS_URL");
  }

  @Test
  void requestersOfStorageCommitmentNeedTitleAndAddress() {
    String requester = "therafed.dicom-commitment.requesters.";
    assertThat(
            named(
                Map.of(
                    requester + "ct.ae-title",
                    "CT1",
                    requester + "ct.host",
                    "ct.example",
                    requester + "pet.ae-title",
                    "CT1",
                    requester + "pet.port",
                    "0",
                    requester + "pet.tls",
                    "true",
                    "therafed.dicom-commitment.backoff-cap",
                    "1s",
                    "therafed.dicom-commitment.give-up-after",
                    "0s")))
        .containsExactlyInAnyOrder(
            "THERAFED_DICOM_COMMITMENT_REQUESTERS_PET_AE_TITLE",
            "THERAFED_DICOM_COMMITMENT_REQUESTERS_PET_HOST",
            "THERAFED_DICOM_COMMITMENT_REQUESTERS_PET_PORT",
            "THERAFED_DICOM_COMMITMENT_REQUESTERS_PET_TLS",
            "THERAFED_DICOM_COMMITMENT_BACKOFF_CAP",
            "THERAFED_DICOM_COMMITMENT_GIVE_UP_AFTER");
  }

  private static Hl7Config hl7(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(Hl7Config.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(Hl7Config.class);
  }

  private static List<String> problemsOfHl7(Map<String, String> settings) {
    return StartupChecks.problems(config(Map.of()), hl7(settings));
  }

  @Test
  void noMessageListenerIsOpenByDefaultAndAPlainOneStaysOnLoopback() {
    assertThat(hl7(Map.of()).hl7Port()).isEmpty();
    assertThat(hl7(Map.of()).hl7Host()).isEqualTo("127.0.0.1");
    assertThat(problemsOfHl7(Map.of("therafed.hl7-port", "2575"))).isEmpty();
    assertThat(problemsOfHl7(Map.of("therafed.hl7-host", "0.0.0.0")))
        .singleElement()
        .asString()
        .startsWith("THERAFED_HL7_HOST");
    assertThat(
            problemsOfHl7(
                Map.of(
                    "therafed.hl7-host", "0.0.0.0",
                    "therafed.hl7-plain-beyond-loopback", "true")))
        .isEmpty();
  }

  @Test
  void settingsOfMessagesThatCannotWorkAreToldAtOnce() {
    assertThat(
            problemsOfHl7(
                Map.of(
                    "therafed.hl7-port", "70000",
                    "therafed.hl7-tls-keystore", "/absent.p12",
                    "therafed.hl7-course-fields", "ORC",
                    "therafed.hl7-charge-components", "A=gold",
                    "therafed.hl7-max-message", "1",
                    "therafed.hl7-idle-timeout", "0s",
                    "therafed.hl7-max-connections", "0")))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "THERAFED_HL7_PORT",
            "THERAFED_HL7_TLS_KEYSTORE",
            "THERAFED_HL7_COURSE_FIELDS",
            "THERAFED_HL7_CHARGE_COMPONENTS",
            "THERAFED_HL7_MAX_MESSAGE",
            "THERAFED_HL7_IDLE_TIMEOUT",
            "THERAFED_HL7_MAX_CONNECTIONS");
  }

  @Test
  void theDefaultsAreSoundAndBindToLoopback() {
    SiteConfig defaults = config(Map.of());
    assertThat(StartupChecks.problems(defaults)).isEmpty();
    assertThat(defaults.siteId()).isEqualTo("site");
    assertThat(defaults.httpHost()).isEqualTo("127.0.0.1");
    assertThat(defaults.httpPort()).isEqualTo(8081);
    assertThat(defaults.dicomHost()).isEqualTo("127.0.0.1");
    assertThat(defaults.dicomPort()).isEqualTo(11112);
    assertThat(defaults.dicomAeTitle()).isEqualTo("THERAFED");
    assertThat(defaults.dicomQuietSeconds()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.registryUrl()).isEmpty();
  }

  @Test
  void anIssuerThatNoIndexHoldsIsRefusedAtStartup() {
    assertThat(
            StartupChecks.problems(
                config(Map.of("therafed.patient-issuer", "u:" + "x".repeat(255)))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_PATIENT_ISSUER");
  }

  @Test
  void theQuietTimeIsReadInSeconds() {
    assertThat(config(Map.of("therafed.dicom-quiet-seconds", "9")).dicomQuietSeconds())
        .isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void theCountryOfNationalIdsIsACode() {
    assertThat(StartupChecks.problems(config(Map.of("therafed.national-id-country", "PT"))))
        .isEmpty();
    assertThat(StartupChecks.problems(config(Map.of("therafed.national-id-country", "Portugal"))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_NATIONAL_ID_COUNTRY");
  }

  @Test
  void bindingHttpBeyondLoopbackNeedsAToken() {
    assertThat(StartupChecks.problems(config(Map.of("therafed.http-host", "0.0.0.0"))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_HTTP_HOST");
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.http-host", "0.0.0.0",
                        "therafed.intake-token", "a-token-of-some-length"))))
        .isEmpty();
  }

  @Test
  void callingTitlesAreAListAndAnyCallerIsTheDefault() {
    assertThat(config(Map.of()).dicomCallingAes()).isEmpty();
    SiteConfig two = config(Map.of("therafed.dicom-calling-aes", "PET_CT, ARCHIVE"));
    assertThat(two.dicomCallingAes().orElseThrow()).hasSize(2);
    assertThat(StartupChecks.problems(two)).isEmpty();
    assertThat(
            StartupChecks.problems(
                config(Map.of("therafed.dicom-calling-aes", "A_TITLE_THAT_IS_TOO_LONG"))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_DICOM_CALLING_AES");
  }

  @Test
  void plainHttpToAnotherMachineIsRefused() {
    assertThat(StartupChecks.problems(config(Map.of("therafed.registry-url", "http://192.0.2.7"))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_REGISTRY_URL");
  }

  @Test
  void anEngineThatIsNotThereStopsTheStartAndThoseThatAreAreNamed() {
    assertThat(StartupChecks.problems(config(Map.of("therafed.dicom-engine", "absent"))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_DICOM_ENGINE")
        .contains("DCM-ENG-001", "therafed");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.site-id", "Site A",
                        "therafed.site-zone", "Mars/Olympus",
                        "therafed.dicom-port", "99999",
                        "therafed.federation-key-file", "/absent"))))
        .hasSize(4);
  }

  @Test
  void secretsComeByFileOrEnvironmentAndAreNeverQuoted(@TempDir Path folder) throws IOException {
    String key = java.util.Base64.getEncoder().encodeToString(new byte[32]);
    Path keys = Files.writeString(folder.resolve("kek"), key + "\n" + key + "\n");
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.key-encryption-key-file",
                        keys.toString(),
                        "therafed.escrow-passphrase",
                        "correct horse battery"))))
        .isEmpty();
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.key-encryption-key", "secret-of-mine",
                        "therafed.escrow-passphrase-file", folder.resolve("absent").toString(),
                        "therafed.escrow-restore-file", folder.resolve("absent").toString()))))
        .hasSize(3)
        .noneMatch(problem -> problem.contains("secret-of-mine") || problem.contains("absent"));
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.key-encryption-key-file", empty.toString(),
                        "therafed.federation-key-file", empty.toString()))))
        .hasSize(2);
    assertThat(StartupChecks.problems(config(Map.of("therafed.escrow-passphrase", "too short"))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_ESCROW_PASSPHRASE");
  }

  @Test
  void archivesAreNamedInTheEnvironment() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(SiteConfig.class)
            .withSources(
                new EnvConfigSource(
                    Map.of(
                        "THERAFED_PULL_EVERY", "30m",
                        "THERAFED_PULL_MODALITIES", "PT,CT",
                        "THERAFED_PULL_SOURCES_PACS_HOST", "pacs.hospital",
                        "THERAFED_PULL_SOURCES_PACS_CALLED_AE", "ARCHIVE",
                        "THERAFED_PULL_SOURCES_PACS_RETRIEVE", "move",
                        "THERAFED_PULL_SOURCES_VNA_KIND", "dicomweb",
                        "THERAFED_PULL_SOURCES_VNA_URL", "https://vna.hospital/web"),
                    300))
            .build();
    SiteConfig site = config.getConfigMapping(SiteConfig.class);
    assertThat(StartupChecks.problems(site)).isEmpty();
    assertThat(site.pull().every()).contains(Duration.ofMinutes(30));
    assertThat(site.pull().modalities()).containsExactly("PT", "CT");
    assertThat(site.pull().sources()).containsOnlyKeys("pacs", "vna");
    PullConfig.Source pacs = site.pull().sources().get("pacs");
    assertThat(pacs.host()).contains("pacs.hospital");
    assertThat(pacs.port()).isEqualTo(104);
    assertThat(pacs.calledAe()).contains("ARCHIVE");
    assertThat(pacs.retrieve()).isEqualTo("move");
    assertThat(site.pull().sources().get("vna").kind()).isEqualTo("dicomweb");
  }

  @Test
  void noArchiveIsAskedUnlessSomebodySaysSo() {
    assertThat(config(Map.of()).pull().every()).isEmpty();
    assertThat(config(Map.of()).pull().sources()).isEmpty();
  }

  @Test
  void everyMistakeInAnArchivesSettingsIsListed() {
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.pull.every", "0s",
                        "therafed.pull.modalities", "pet",
                        "therafed.pull.sources.pacs.port", "0",
                        "therafed.pull.sources.pacs.retrieve", "post",
                        "therafed.pull.sources.web.kind", "dicomweb",
                        "therafed.pull.sources.web.url", "ftp://x",
                        "therafed.pull.sources.web.token-file", "/absent",
                        "therafed.pull.sources.odd.kind", "cd"))))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "THERAFED_PULL_EVERY",
            "THERAFED_PULL_MODALITIES",
            "THERAFED_PULL_SOURCES_PACS_HOST",
            "THERAFED_PULL_SOURCES_PACS_PORT",
            "THERAFED_PULL_SOURCES_PACS_CALLED_AE",
            "THERAFED_PULL_SOURCES_PACS_RETRIEVE",
            "THERAFED_PULL_SOURCES_WEB_URL",
            "THERAFED_PULL_SOURCES_WEB_TOKEN_FILE",
            "THERAFED_PULL_SOURCES_ODD_KIND");
  }

  @Test
  void aTokenDoesNotTravelUnencrypted(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret");
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.pull.sources.web.kind", "dicomweb",
                        "therafed.pull.sources.web.url", "http://192.0.2.1/web",
                        "therafed.pull.sources.web.token-file", token.toString()))))
        .singleElement()
        .asString()
        .startsWith("THERAFED_PULL_SOURCES_WEB_URL");
  }

  @Test
  void noFolderIsWatchedByDefaultAndOneThatIsOpenToAllIsAProblem(@TempDir Path folder)
      throws IOException {
    SiteConfig defaults = config(Map.of());
    assertThat(defaults.watchDir()).isEmpty();
    assertThat(defaults.watchEvery()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.watchSettle()).isEqualTo(Duration.ofSeconds(10));
    Map<String, String> settings = Map.of("therafed.watch-dir", folder.toString());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(StartupChecks.problems(config(settings))).isEmpty();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx--x"));
    assertThat(StartupChecks.problems(config(settings)))
        .singleElement()
        .asString()
        .startsWith("THERAFED_WATCH_DIR is open to every account");
    assertThat(
            StartupChecks.problems(
                config(
                    Map.of(
                        "therafed.watch-dir", folder.resolve("none").toString(),
                        "therafed.watch-every", "0s",
                        "therafed.watch-settle", "-1s"))))
        .extracting(problem -> problem.replaceFirst(" .*", ""))
        .containsExactly("THERAFED_WATCH_EVERY", "THERAFED_WATCH_SETTLE", "THERAFED_WATCH_DIR");
  }
}
