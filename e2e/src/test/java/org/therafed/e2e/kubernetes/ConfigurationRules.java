package org.therafed.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a container is told: documented variables only, secrets only from Secrets. */
final class ConfigurationRules {

  private static final Set<String> BOTH =
      Set.of(
          "THERAFED_HTTP_HOST",
          "THERAFED_HTTP_PORT",
          "THERAFED_DATA_DIR",
          "THERAFED_DB_URL",
          "THERAFED_DB_USER",
          "THERAFED_DB_PASSWORD",
          "THERAFED_OTLP_ENDPOINT",
          // THERAFED_EXIT_WITH_PARENT is documented too and wrong here: a pod has no standard
          // input, so that the application would end at once.
          "QUARKUS_HTTP_SSL_PORT",
          "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
          "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
          "QUARKUS_HTTP_SSL_CERTIFICATE_RELOAD_PERIOD",
          "QUARKUS_HTTP_INSECURE_REQUESTS");

  /** By container name, the variables that its program reads. */
  private static final Map<String, Set<String>> DOCUMENTED =
      Map.of(
          "site-gateway",
          union(
              BOTH,
              Set.of(
                  "THERAFED_SITE_ID",
                  "THERAFED_SITE_NAME",
                  "THERAFED_SITE_ZONE",
                  "THERAFED_REGISTRY_URL",
                  "THERAFED_DICOM_HOST",
                  "THERAFED_DICOM_PORT",
                  "THERAFED_DICOM_AE_TITLE",
                  "THERAFED_DICOM_CALLING_AES",
                  "THERAFED_DICOM_QUIET_SECONDS",
                  "THERAFED_FEDERATION_KEY_FILE",
                  "THERAFED_PATIENT_ISSUER",
                  "THERAFED_KEY_ENCRYPTION_KEY",
                  "THERAFED_ESCROW_PASSPHRASE",
                  "THERAFED_ADMIN_PASSWORD",
                  "THERAFED_INTAKE_TOKEN")),
          "registry-server",
          union(BOTH, Set.of("THERAFED_ADMIN_PASSWORD", "THERAFED_PUBLIC_URL")),
          "postgresql",
          Set.of("PGDATA", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"));

  private static final List<String> OURS = List.of("site-gateway", "registry-server");
  private static final String LEFT_TO_DEFAULT = "";

  private final Manifests manifests;
  private final List<String> findings = new ArrayList<>();

  private ConfigurationRules(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> findings(Manifests manifests) {
    ConfigurationRules rules = new ConfigurationRules(manifests);
    for (Workload workload : manifests.workloads()) {
      for (Container container : workload.containers()) {
        rules.container(workload + " container " + container.getName(), container);
      }
    }
    return rules.findings;
  }

  static boolean isOurs(Container container) {
    return OURS.contains(container.getName());
  }

  private void container(String where, Container container) {
    need(
        container.getImage() != null && container.getImage().matches(".+[:@][^/]+"),
        where + " has an image without version");
    Map<String, String> values = values(where, container);
    Set<String> documented = DOCUMENTED.getOrDefault(container.getName(), Set.of());
    for (String name : values.keySet()) {
      need(documented.contains(name), where + " sets " + name + ", which is not documented");
    }
    if (isOurs(container)) {
      listeners(where, container, values);
    }
  }

  private Map<String, String> values(String where, Container container) {
    Map<String, String> values = new LinkedHashMap<>();
    for (EnvFromSource source : container.getEnvFrom()) {
      need(
          source.getConfigMapRef() != null && source.getPrefix() == null,
          where + " takes a whole Secret or a prefix as variables");
      if (source.getConfigMapRef() != null) {
        manifests
            .find(ConfigMap.class, source.getConfigMapRef().getName())
            .ifPresent(
                map -> map.getData().forEach((name, value) -> plain(where, name, value, values)));
      }
    }
    Set<String> named = new HashSet<>();
    for (EnvVar variable : container.getEnv()) {
      need(named.add(variable.getName()), where + " sets " + variable.getName() + " twice");
      if (variable.getValueFrom() == null) {
        plain(where, variable.getName(), variable.getValue(), values);
      } else {
        need(
            variable.getValueFrom().getSecretKeyRef() != null,
            where + " takes " + variable.getName() + " from elsewhere than a Secret");
        values.put(variable.getName(), LEFT_TO_DEFAULT);
      }
    }
    return values;
  }

  private void plain(String where, String name, String value, Map<String, String> values) {
    need(
        !name.matches(".*(PASSWORD|TOKEN|SECRET).*"),
        where + " holds " + name + " in clear, not in a Secret");
    values.put(name, value == null ? LEFT_TO_DEFAULT : value);
  }

  private void listeners(String where, Container container, Map<String, String> values) {
    need(
        !isLoopback(values.get("THERAFED_HTTP_HOST")),
        where + " listens for HTTP on loopback only");
    need(
        "disabled".equals(values.get("QUARKUS_HTTP_INSECURE_REQUESTS")),
        where + " listens for HTTP without TLS");
    port(where, container, "https", values.get("QUARKUS_HTTP_SSL_PORT"));
    for (String file :
        List.of("QUARKUS_HTTP_SSL_CERTIFICATE_FILES", "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES")) {
      mounted(where, container, file, values.get(file));
    }
    mounted(where, container, "THERAFED_DATA_DIR", values.get("THERAFED_DATA_DIR"));
    if (container.getName().equals("site-gateway")) {
      need(
          values.containsKey("THERAFED_INTAKE_TOKEN"),
          where + " listens beyond loopback without THERAFED_INTAKE_TOKEN");
      need(
          !isLoopback(values.get("THERAFED_DICOM_HOST")),
          where + " listens for DICOM on loopback only");
      port(where, container, "dicom", values.get("THERAFED_DICOM_PORT"));
      mounted(
          where,
          container,
          "THERAFED_FEDERATION_KEY_FILE",
          values.get("THERAFED_FEDERATION_KEY_FILE"));
      need(
          String.valueOf(values.get("THERAFED_REGISTRY_URL")).startsWith("https://"),
          where + " calls the registry without TLS");
    } else {
      need(
          values.containsKey("THERAFED_DB_URL")
              && values.containsKey("THERAFED_DB_USER")
              && values.containsKey("THERAFED_DB_PASSWORD"),
          where + " has no external database");
    }
  }

  private void port(String where, Container container, String name, String value) {
    need(
        container.getPorts().stream()
            .anyMatch(
                p -> p.getName().equals(name) && p.getContainerPort().toString().equals(value)),
        where + " listens on another port than its port " + name);
  }

  private void mounted(String where, Container container, String name, String path) {
    need(
        path != null
            && container.getVolumeMounts().stream()
                .anyMatch(mount -> path.startsWith(mount.getMountPath() + "/")),
        where + " has no volume below " + name);
  }

  private static boolean isLoopback(String host) {
    try {
      return host == null || InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }

  private void need(boolean holds, String finding) {
    if (!holds) {
      findings.add(finding);
    }
  }
}
