package org.therafed.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one resource names, another is. A base names Secrets that only an overlay makes, so Secrets
 * are looked for where a Namespace, and with it a whole installation, is rendered.
 */
final class ReferenceRules {

  private final Manifests manifests;
  private final boolean wholeInstallation;
  private final List<String> findings = new ArrayList<>();

  private ReferenceRules(Manifests manifests) {
    this.manifests = manifests;
    this.wholeInstallation = !manifests.all(Namespace.class).isEmpty();
  }

  static List<String> findings(Manifests manifests) {
    ReferenceRules rules = new ReferenceRules(manifests);
    manifests.workloads().forEach(rules::workload);
    manifests
        .all(Secret.class)
        .forEach(
            secret ->
                rules.need(
                    rules.isUsed(secret.getMetadata().getName()),
                    "Secret " + secret.getMetadata().getName() + " is used by nobody"));
    return rules.findings;
  }

  private void workload(Workload workload) {
    PodSpec pod = workload.template().getSpec();
    String where = workload.toString();
    need(
        manifests
            .find(ServiceAccount.class, String.valueOf(pod.getServiceAccountName()))
            .filter(account -> Boolean.FALSE.equals(account.getAutomountServiceAccountToken()))
            .isPresent(),
        where + " has no service account of its own without token");
    if (workload.serviceName() != null) {
      need(
          manifests.find(Service.class, workload.serviceName()).isPresent(),
          where + " names the Service " + workload.serviceName() + ", which is absent");
    }
    Set<String> volumes = new HashSet<>();
    for (Volume volume : pod.getVolumes()) {
      need(volumes.add(volume.getName()), where + " has two volumes " + volume.getName());
      volume(where, volume);
    }
    workload.claims().forEach(claim -> volumes.add(claim.getMetadata().getName()));
    Set<String> mounted = new HashSet<>();
    for (Container container : workload.containers()) {
      for (VolumeMount mount : container.getVolumeMounts()) {
        mounted.add(mount.getName());
        need(
            volumes.contains(mount.getName()),
            where + " mounts " + mount.getName() + ", which is no volume of the pod");
      }
      variables(where, container);
    }
    for (String volume : volumes) {
      need(
          mounted.contains(volume), where + " has the volume " + volume + " and mounts it nowhere");
    }
  }

  private void volume(String where, Volume volume) {
    if (volume.getPersistentVolumeClaim() != null) {
      String claim = volume.getPersistentVolumeClaim().getClaimName();
      need(
          manifests.find(PersistentVolumeClaim.class, claim).isPresent(),
          where + " names the claim " + claim + ", which is absent");
    }
    if (volume.getConfigMap() != null) {
      String name = volume.getConfigMap().getName();
      need(
          manifests.find(ConfigMap.class, name).isPresent(),
          where + " names the ConfigMap " + name + ", which is absent");
    }
    if (volume.getSecret() != null) {
      SecretVolumeSource secret = volume.getSecret();
      secret(where, secret.getSecretName(), null);
      secret.getItems().forEach(item -> secret(where, secret.getSecretName(), item.getKey()));
    }
  }

  private void variables(String where, Container container) {
    for (EnvFromSource source : container.getEnvFrom()) {
      if (source.getConfigMapRef() != null) {
        String name = source.getConfigMapRef().getName();
        need(
            manifests.find(ConfigMap.class, name).isPresent(),
            where + " names the ConfigMap " + name + ", which is absent");
      }
    }
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
        var reference = variable.getValueFrom().getSecretKeyRef();
        if (!Boolean.TRUE.equals(reference.getOptional())) {
          secret(where, reference.getName(), reference.getKey());
        }
      }
    }
  }

  private void secret(String where, String name, String key) {
    if (wholeInstallation) {
      need(
          manifests
              .find(Secret.class, name)
              .filter(found -> key == null || found.getStringData().containsKey(key))
              .isPresent(),
          where
              + " names the Secret "
              + name
              + (key == null ? "" : " key " + key)
              + ", which is absent");
    }
  }

  private boolean isUsed(String secret) {
    return manifests.workloads().stream()
        .anyMatch(
            workload ->
                workload.template().getSpec().getVolumes().stream()
                        .anyMatch(
                            v ->
                                v.getSecret() != null
                                    && secret.equals(v.getSecret().getSecretName()))
                    || workload.containers().stream()
                        .flatMap(container -> container.getEnv().stream())
                        .anyMatch(
                            variable ->
                                variable.getValueFrom() != null
                                    && variable.getValueFrom().getSecretKeyRef() != null
                                    && secret.equals(
                                        variable.getValueFrom().getSecretKeyRef().getName())));
  }

  private void need(boolean holds, String finding) {
    if (!holds) {
      findings.add(finding);
    }
  }
}
