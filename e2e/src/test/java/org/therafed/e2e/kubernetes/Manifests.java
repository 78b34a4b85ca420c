package org.therafed.e2e.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources of one rendered kustomization, typed. */
record Manifests(List<HasMetadata> resources, List<Workload> workloads) {

  static Manifests of(List<ObjectNode> rendered) {
    List<HasMetadata> resources = rendered.stream().map(StrictYaml::resource).toList();
    return new Manifests(
        resources, resources.stream().flatMap(r -> Workload.of(r).stream()).toList());
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
    return all(type).stream().filter(r -> r.getMetadata().getName().equals(name)).findFirst();
  }

  /** What every rule finds; nothing: the manifests keep them all. */
  List<String> findings() {
    return Stream.of(
            SecurityRules.findings(this),
            ConfigurationRules.findings(this),
            ReferenceRules.findings(this),
            SelectorRules.findings(this),
            NetworkRules.findings(this))
        .flatMap(List::stream)
        .toList();
  }
}
