package org.therafed.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs pods, whatever its kind.
 *
 * @param serviceName governing Service of a StatefulSet, else null
 * @param claims claim templates of a StatefulSet, else none
 */
record Workload(
    String kind,
    String name,
    LabelSelector selector,
    PodTemplateSpec template,
    String serviceName,
    List<PersistentVolumeClaim> claims) {

  static Optional<Workload> of(HasMetadata resource) {
    String name = resource.getMetadata().getName();
    if (resource instanceof Deployment deployment) {
      var spec = deployment.getSpec();
      return Optional.of(
          new Workload(
              "Deployment", name, spec.getSelector(), spec.getTemplate(), null, List.of()));
    }
    if (resource instanceof StatefulSet set) {
      var spec = set.getSpec();
      return Optional.of(
          new Workload(
              "StatefulSet",
              name,
              spec.getSelector(),
              spec.getTemplate(),
              spec.getServiceName(),
              spec.getVolumeClaimTemplates()));
    }
    return Optional.empty();
  }

  Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  /** All containers, those that only start up included. */
  List<Container> containers() {
    return Stream.concat(
            template.getSpec().getInitContainers().stream(),
            template.getSpec().getContainers().stream())
        .toList();
  }

  List<ContainerPort> ports() {
    return containers().stream().flatMap(c -> c.getPorts().stream()).toList();
  }

  boolean listensOn(int port, String protocol) {
    return ports().stream()
        .anyMatch(
            p ->
                p.getContainerPort() == port
                    && protocol.equals(p.getProtocol() == null ? "TCP" : p.getProtocol()));
  }

  /** Whether a selector picks these pods; only labels are understood. */
  boolean isSelectedBy(LabelSelector selector) {
    if (!selector.getMatchExpressions().isEmpty()) {
      throw new ManifestFault(kind + " " + name + " meets a selector with expressions");
    }
    return isSelectedBy(selector.getMatchLabels());
  }

  boolean isSelectedBy(Map<String, String> selector) {
    return labels().entrySet().containsAll(selector.entrySet());
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
