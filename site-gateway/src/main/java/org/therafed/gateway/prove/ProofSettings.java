package org.therafed.gateway.prove;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.therafed.runtime.KnownSettings;

/**
 * The settings of the second gateway: those of this one, but for where it listens, keeps and sends,
 * and for what would reach the hospital's own systems or real people.
 */
final class ProofSettings {

  /** What the second gateway goes without, by the beginning of the name. */
  private static final List<String> LEFT_OUT =
      List.of(
          "therafed.admin-password",
          "therafed.config-file",
          "therafed.data-dir",
          "therafed.http-",
          "therafed.behind-proxy",
          "therafed.registry-",
          "therafed.otlp-endpoint",
          "therafed.db.",
          "therafed.dicom-host",
          "therafed.dicom-port",
          "therafed.dicom-quiet-seconds",
          "therafed.dicom-tls",
          "therafed.dicom-commitment",
          "therafed.hl7-host",
          "therafed.hl7-port",
          "therafed.hl7-tls-",
          "therafed.hl7-plain-beyond-loopback",
          "therafed.pull",
          "therafed.fhir-pull",
          "therafed.watch-",
          "therafed.opt-out-file",
          "therafed.escrow-",
          "therafed.exit-with-parent");

  private static final Pattern SECRET = Pattern.compile(".*(token|password|passphrase|key)");
  private static final String LISTENER = "therafed.hl7-port";

  private final Map<String, String> live;

  ProofSettings(Map<String, String> live) {
    this.live = new TreeMap<>(live);
  }

  /** Whether this gateway takes HL7 v2 messages. */
  boolean takesMessages() {
    return live.containsKey(LISTENER);
  }

  /** A setting of this gateway. */
  Optional<String> value(String property) {
    return Optional.ofNullable(live.get(property)).filter(value -> !value.isBlank());
  }

  /** Names of the settings that this gateway has and the second does not. */
  List<String> leftOut() {
    return live.keySet().stream().filter(ProofSettings::isLeftOut).toList();
  }

  /** Names of the settings that both have. */
  List<String> kept() {
    return live.keySet().stream().filter(name -> !isLeftOut(name)).toList();
  }

  /** SHA-256 over names and values of the settings that both have, secrets by name only. */
  String digest() {
    String text =
        kept().stream()
            .map(name -> name + "=" + (SECRET.matcher(name).matches() ? "" : live.get(name)) + "\n")
            .collect(Collectors.joining());
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * The environment of the second gateway.
   *
   * @param folder its own, with an empty settings file
   */
  Map<String, String> environment(Path folder, ProofPorts ports, String registry) {
    Map<String, String> environment = new TreeMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("THERAFED_")) {
                environment.put(name, value);
              }
            });
    kept().forEach(name -> environment.put("THERAFED_" + variable(name), live.get(name)));
    List<String[]> own = new ArrayList<>();
    own.add(new String[] {"CONFIG_FILE", folder.resolve("gateway.yaml").toString()});
    own.add(new String[] {"DATA_DIR", folder.resolve("data").toString()});
    own.add(new String[] {"HTTP_HOST", "127.0.0.1"});
    own.add(new String[] {"HTTP_PORT", Integer.toString(ports.http())});
    own.add(new String[] {"DICOM_HOST", "127.0.0.1"});
    own.add(new String[] {"DICOM_PORT", Integer.toString(ports.dicom())});
    own.add(new String[] {"DICOM_QUIET_SECONDS", "1"});
    if (takesMessages()) {
      own.add(new String[] {"HL7_HOST", "127.0.0.1"});
      own.add(new String[] {"HL7_PORT", Integer.toString(ports.hl7())});
    }
    own.add(new String[] {"REGISTRY_URL", registry});
    own.add(new String[] {"OTLP_ENDPOINT", registry});
    own.add(new String[] {"EXIT_WITH_PARENT", "true"});
    own.forEach(pair -> environment.put("THERAFED_" + pair[0], pair[1]));
    return environment;
  }

  private static String variable(String property) {
    return KnownSettings.variable(property.substring("therafed.".length()));
  }

  private static boolean isLeftOut(String name) {
    return LEFT_OUT.stream().anyMatch(name::startsWith);
  }
}
