package org.therafed.gateway.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.profiles.terminology.CostComponent;

/** Looks at the settings of HL7 v2. */
final class Hl7Checks {

  private static final Pattern FIELD =
      Pattern.compile("[A-Z][A-Z0-9]{2}-[0-9]{1,2}(?:\\.[0-9]{1,2})?");
  private static final long LEAST_MESSAGE = 1L << 10;
  private static final long MOST_MESSAGE = 256L << 20;

  private final SettingProblems problems;

  private Hl7Checks(SettingProblems problems) {
    this.problems = problems;
  }

  static void check(Hl7Config config, SettingProblems problems) {
    Hl7Checks checks = new Hl7Checks(problems);
    checks.listener(config);
    checks.certificates(config);
    checks.bounds(config);
    checks.fields(config);
  }

  private void listener(Hl7Config config) {
    config.hl7Port().ifPresent(port -> problems.port("THERAFED_HL7_PORT", port));
    problems.need(
        SettingProblems.isLoopback(config.hl7Host())
            || config.hl7TlsKeystore().isPresent()
            || config.hl7PlainBeyondLoopback(),
        "THERAFED_HL7_HOST",
        "is not a loopback address and THERAFED_HL7_TLS_KEYSTORE is not set; identified messages"
            + " would travel unencrypted. Set a key store, or bind to 127.0.0.1, or say"
            + " THERAFED_HL7_PLAIN_BEYOND_LOOPBACK=true where the network is protected");
  }

  private void certificates(Hl7Config config) {
    keyStore("THERAFED_HL7_TLS_KEYSTORE", config.hl7TlsKeystore(), config.hl7TlsKeystorePassword());
    keyStore(
        "THERAFED_HL7_TLS_TRUSTSTORE",
        config.hl7TlsTruststore(),
        config.hl7TlsTruststorePassword());
    problems.need(
        config.hl7TlsTruststore().isEmpty() || config.hl7TlsKeystore().isPresent(),
        "THERAFED_HL7_TLS_TRUSTSTORE",
        "needs THERAFED_HL7_TLS_KEYSTORE beside it");
  }

  private void bounds(Hl7Config config) {
    problems.positive("THERAFED_HL7_IDLE_TIMEOUT", config.hl7IdleTimeout());
    problems.atLeastOne("THERAFED_HL7_MAX_CONNECTIONS", config.hl7MaxConnections());
    long largest = config.hl7MaxMessage().asLongValue();
    problems.need(
        largest >= LEAST_MESSAGE && largest <= MOST_MESSAGE,
        "THERAFED_HL7_MAX_MESSAGE",
        "is not between 1K and 256M");
  }

  private void fields(Hl7Config config) {
    problems.need(
        config.hl7CourseFields().stream().allMatch(field -> FIELD.matcher(field.strip()).matches()),
        "THERAFED_HL7_COURSE_FIELDS",
        "is not a list of fields such as ORC-4,PV1-19.1");
    problems.need(
        config.hl7ChargeComponents().orElse(List.of()).stream().allMatch(Hl7Checks::isComponent),
        "THERAFED_HL7_CHARGE_COMPONENTS",
        "is not a list such as A123=drug,B45=imaging, with the components of the table of charges");
  }

  private static boolean isComponent(String setting) {
    int at = setting.lastIndexOf('=');
    return at > 0 && CostComponent.coded(setting.substring(at + 1).strip()).isPresent();
  }

  private void keyStore(String name, Optional<String> file, Optional<String> password) {
    problems.need(
        file.isEmpty() || isKeyStore(Path.of(file.get()), password.orElse("")),
        name,
        "does not name a PKCS#12 file that " + name + "_PASSWORD opens");
  }

  private static boolean isKeyStore(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      return store.size() > 0;
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }
}
