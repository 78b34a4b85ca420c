package org.therafed.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a pod may do: the restricted profile of the Pod Security Standards, a read-only root,
 * bounded resources, and probes. A container may tighten what its pod says and never loosen it.
 */
final class SecurityRules {

  private static final Set<String> HEALTH =
      Set.of("/q/health/live", "/q/health/ready", "/q/health/started");

  private final List<String> findings = new ArrayList<>();

  private SecurityRules() {}

  static List<String> findings(Manifests manifests) {
    SecurityRules rules = new SecurityRules();
    manifests.workloads().forEach(rules::pod);
    return rules.findings;
  }

  private void pod(Workload workload) {
    PodSpec pod = workload.template().getSpec();
    String where = workload.toString();
    need(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), where, "mounts a token");
    need(!Boolean.TRUE.equals(pod.getHostNetwork()), where, "uses the host's network");
    need(!Boolean.TRUE.equals(pod.getHostPID()), where, "sees the host's processes");
    need(!Boolean.TRUE.equals(pod.getHostIPC()), where, "shares the host's memory");
    PodSecurityContext context = pod.getSecurityContext();
    if (context == null) {
      findings.add(where + " has no security context");
    } else {
      need(Boolean.TRUE.equals(context.getRunAsNonRoot()), where, "may run as root");
      need(positive(context.getRunAsUser()), where, "names no ordinary user");
      need(isRuntimeDefault(context.getSeccompProfile()), where, "has no seccomp RuntimeDefault");
      need(
          context.getFsGroup() == null || "OnRootMismatch".equals(context.getFsGroupChangePolicy()),
          where,
          "reopens its volumes to the group at every start");
    }
    pod.getVolumes().forEach(volume -> volume(where, volume));
    need(!pod.getContainers().isEmpty(), where, "has no container");
    for (Container container : workload.containers()) {
      container(where + " container " + container.getName(), pod, container);
    }
    for (Container container : pod.getContainers()) {
      probes(where + " container " + container.getName(), container);
    }
  }

  private void volume(String where, Volume volume) {
    String named = where + " volume " + volume.getName();
    need(
        volume.getEmptyDir() != null
            || volume.getSecret() != null
            || volume.getConfigMap() != null
            || volume.getPersistentVolumeClaim() != null,
        named,
        "is of a kind that is not allowed");
    need(
        volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null,
        named,
        "has no size limit");
  }

  private void container(String where, PodSpec pod, Container container) {
    SecurityContext context = container.getSecurityContext();
    if (context == null) {
      findings.add(where + " has no security context");
    } else {
      need(
          Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()),
          where,
          "may escalate its privileges");
      need(!Boolean.TRUE.equals(context.getPrivileged()), where, "is privileged");
      need(Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), where, "has a writable root");
      need(
          context.getCapabilities() != null
              && context.getCapabilities().getDrop().equals(List.of("ALL"))
              && context.getCapabilities().getAdd().isEmpty(),
          where,
          "keeps capabilities");
      need(!Boolean.FALSE.equals(context.getRunAsNonRoot()), where, "may run as root");
      need(
          context.getRunAsUser() == null || positive(context.getRunAsUser()),
          where,
          "names no ordinary user");
      need(
          context.getSeccompProfile() == null || isRuntimeDefault(context.getSeccompProfile()),
          where,
          "has no seccomp RuntimeDefault");
    }
    resources(where, container);
    need(
        container.getVolumeMounts().stream()
            .filter(mount -> mount.getMountPath().equals("/tmp"))
            .anyMatch(mount -> isEmptyDir(pod, mount.getName())),
        where,
        "has no emptyDir at /tmp");
  }

  private void resources(String where, Container container) {
    for (String resource : List.of("cpu", "memory")) {
      Quantity request = quantity(container, resource, true);
      Quantity limit = quantity(container, resource, false);
      need(request != null, where, "requests no " + resource);
      need(limit != null, where, "has no limit of " + resource);
      need(
          request == null
              || limit == null
              || request.getNumericalAmount().compareTo(limit.getNumericalAmount()) <= 0,
          where,
          "requests more " + resource + " than its limit");
    }
  }

  private static Quantity quantity(Container container, String resource, boolean request) {
    if (container.getResources() == null) {
      return null;
    }
    Map<String, Quantity> quantities =
        request ? container.getResources().getRequests() : container.getResources().getLimits();
    return quantities == null ? null : quantities.get(resource);
  }

  private void probes(String where, Container container) {
    probe(where, "/q/health/live", container, container.getLivenessProbe());
    probe(where, "/q/health/ready", container, container.getReadinessProbe());
    probe(where, "/q/health/started", container, container.getStartupProbe());
  }

  private void probe(String where, String path, Container container, Probe probe) {
    if (probe == null) {
      findings.add(where + " has no probe for " + path);
      return;
    }
    if (probe.getHttpGet() == null) {
      need(
          !ConfigurationRules.isOurs(container) && probe.getExec() != null,
          where,
          "asks another way than " + path);
      return;
    }
    var get = probe.getHttpGet();
    need(
        HEALTH.contains(get.getPath()) && path.equals(get.getPath()),
        where,
        "probes " + get.getPath() + " instead of " + path);
    need("HTTPS".equals(get.getScheme()), where, "probes " + path + " without TLS");
    need(
        container.getPorts().stream()
            .anyMatch(
                port ->
                    port.getName().equals(get.getPort().getStrVal())
                        || port.getContainerPort().equals(get.getPort().getIntVal())),
        where,
        "probes a port that it does not have");
  }

  private static boolean isEmptyDir(PodSpec pod, String volume) {
    return pod.getVolumes().stream()
        .anyMatch(v -> v.getName().equals(volume) && v.getEmptyDir() != null);
  }

  private static boolean positive(Long user) {
    return user != null && user > 0;
  }

  private static boolean isRuntimeDefault(SeccompProfile profile) {
    return profile != null && "RuntimeDefault".equals(profile.getType());
  }

  private void need(boolean holds, String where, String finding) {
    if (!holds) {
      findings.add(where + " " + finding);
    }
  }
}
