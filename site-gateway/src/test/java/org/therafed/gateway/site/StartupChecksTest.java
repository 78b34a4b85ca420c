package org.therafed.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
