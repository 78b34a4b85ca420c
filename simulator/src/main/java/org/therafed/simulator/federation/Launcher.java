package org.therafed.simulator.federation;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.simulator.channel.GatewayAddress;
import org.therafed.simulator.channel.GatewayClient;
import org.therafed.simulator.cohort.Hospital;
import org.therafed.simulator.process.ManagedProcess;
import org.therafed.simulator.process.ProcessSupervisor;

/** Starts the applications of a federation with their settings. */
final class Launcher {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String POSTGRES_DIR = "THERAFED_POSTGRES_DIR";

  /** The simulated scanners send a study at once; two quiet seconds tell that it is complete. */
  private static final String QUIET_SECONDS = "2";

  private final FederationOptions options;
  private final FederationSecrets secrets;
  private final ProcessSupervisor supervisor;

  Launcher(FederationOptions options, FederationSecrets secrets, ProcessSupervisor supervisor) {
    this.options = options;
    this.secrets = secrets;
    this.supervisor = supervisor;
  }

  ManagedProcess registry(int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("THERAFED_HTTP_PORT", Integer.toString(port));
    settings.put("THERAFED_ADMIN_PASSWORD", secrets.adminPassword());
    return application("registry", options.installation().registry(), settings);
  }

  RunningGateway gateway(Hospital hospital, URI registry, int http, int dicom) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("THERAFED_HTTP_PORT", Integer.toString(http));
    settings.put("THERAFED_DICOM_PORT", Integer.toString(dicom));
    settings.put("THERAFED_DICOM_QUIET_SECONDS", QUIET_SECONDS);
    settings.put("THERAFED_SITE_ID", hospital.id());
    settings.put("THERAFED_SITE_NAME", hospital.name());
    settings.put("THERAFED_SITE_ZONE", hospital.zone().getId());
    settings.put("THERAFED_REGISTRY_URL", registry.toString());
    settings.put("THERAFED_ADMIN_PASSWORD", secrets.adminPassword());
    settings.put("THERAFED_FEDERATION_KEY_FILE", secrets.federationKeyFile().toString());
    ManagedProcess process = application(hospital.id(), options.installation().gateway(), settings);
    GatewayAddress address =
        new GatewayAddress(
            URI.create("http://" + LOOPBACK + ":" + http),
            LOOPBACK,
            dicom,
            GatewayAddress.DEFAULT_AE_TITLE,
            Optional.empty());
    return new RunningGateway(hospital, process, new GatewayClient(address));
  }

  private ManagedProcess application(String name, Path jar, Map<String, String> settings) {
    Path data = options.folder().resolve(name);
    Map<String, String> environment = new HashMap<>();
    environment.put("THERAFED_HTTP_HOST", LOOPBACK);
    environment.put("THERAFED_DATA_DIR", data.toString());
    environment.put("THERAFED_EXIT_WITH_PARENT", "true");
    // Unpacked once for all, and not at all where somebody has them.
    if (System.getenv(POSTGRES_DIR) == null) {
      environment.put(POSTGRES_DIR, options.folder().resolve("postgres-programs").toString());
    }
    environment.putAll(settings);
    environment.putAll(options.environment());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options.jvmOptions());
    command.add("-jar");
    command.add(jar.toString());
    Path log = options.folder().resolve(name + ".log");
    return supervisor.start(name, command, environment, data, log);
  }
}
