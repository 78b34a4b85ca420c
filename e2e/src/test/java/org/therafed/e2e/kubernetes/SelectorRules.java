package org.therafed.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Selectors pick pods that exist, and Services reach ports that their pods have. */
final class SelectorRules {

  /** The kinds that the rules of this package look at; another one would escape them. */
  private static final Set<Class<? extends HasMetadata>> UNDERSTOOD =
      Set.of(
          ConfigMap.class,
          Deployment.class,
          Namespace.class,
          NetworkPolicy.class,
          PersistentVolumeClaim.class,
          PodDisruptionBudget.class,
          Secret.class,
          Service.class,
          ServiceAccount.class,
          StatefulSet.class);

  private final Manifests manifests;
  private final List<String> findings = new ArrayList<>();

  private SelectorRules(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> findings(Manifests manifests) {
    SelectorRules rules = new SelectorRules(manifests);
    for (HasMetadata resource : manifests.resources()) {
      rules.need(
          UNDERSTOOD.contains(resource.getClass()),
          resource.getKind() + " is a kind without rules");
    }
    manifests.workloads().forEach(rules::workload);
    manifests.all(Service.class).forEach(rules::service);
    manifests.all(PodDisruptionBudget.class).forEach(rules::budget);
    return rules.findings;
  }

  private void workload(Workload workload) {
    need(
        workload.selector() != null
            && !workload.selector().getMatchLabels().isEmpty()
            && workload.isSelectedBy(workload.selector()),
        workload + " does not select its own pods");
    Set<String> names = new HashSet<>();
    for (ContainerPort port : workload.ports()) {
      need(names.add(port.getName()), workload + " names two ports " + port.getName());
    }
  }

  private void service(Service service) {
    String where = "Service " + service.getMetadata().getName();
    Map<String, String> selector = service.getSpec().getSelector();
    List<Workload> selected =
        manifests.workloads().stream()
            .filter(w -> selector != null && !selector.isEmpty() && w.isSelectedBy(selector))
            .toList();
    need(selected.size() == 1, where + " selects " + selected.size() + " workloads, not one");
    need(!service.getSpec().getPorts().isEmpty(), where + " has no port");
    for (ServicePort port : service.getSpec().getPorts()) {
      for (Workload workload : selected) {
        need(
            workload.ports().stream().anyMatch(p -> isTarget(port, p)),
            where + " port " + port.getName() + " leads to no port of " + workload);
      }
    }
  }

  private static boolean isTarget(ServicePort port, ContainerPort candidate) {
    IntOrString target = port.getTargetPort();
    boolean found =
        target == null
            ? candidate.getContainerPort().equals(port.getPort())
            : candidate.getContainerPort().equals(target.getIntVal())
                || (target.getStrVal() != null && target.getStrVal().equals(candidate.getName()));
    return found && String.valueOf(port.getProtocol()).equals(candidate.getProtocol());
  }

  private void budget(PodDisruptionBudget budget) {
    need(
        budget.getSpec().getSelector() != null
            && manifests.workloads().stream()
                    .filter(w -> w.isSelectedBy(budget.getSpec().getSelector()))
                    .count()
                == 1,
        "PodDisruptionBudget " + budget.getMetadata().getName() + " does not select one workload");
  }

  private void need(boolean holds, String finding) {
    if (!holds) {
      findings.add(finding);
    }
  }
}
