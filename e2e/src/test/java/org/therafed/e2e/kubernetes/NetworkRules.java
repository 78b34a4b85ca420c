package org.therafed.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who may call whom, as {@code k8s/README.md} states it. */
final class NetworkRules {

  private static final String NAME = "app.kubernetes.io/name";
  private static final String NAMESPACE = "kubernetes.io/metadata.name";
  private static final Set<String> BOTH_WAYS = Set.of("Ingress", "Egress");
  private static final Set<String> DNS_PORTS = Set.of("TCP 53", "UDP 53");

  /** The widest range that can be one hospital's own network: RFC 1918's 10.0.0.0/8. */
  private static final int SHORTEST_PREFIX = 8;

  private final Manifests manifests;
  private final List<String> findings = new ArrayList<>();

  private NetworkRules(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> findings(Manifests manifests) {
    NetworkRules rules = new NetworkRules(manifests);
    List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class);
    policies.forEach(rules::policy);
    for (Workload workload : manifests.workloads()) {
      rules.need(
          policies.stream()
              .anyMatch(p -> selectsSome(p) && workload.isSelectedBy(p.getSpec().getPodSelector())),
          workload + " has no network policy of its own");
    }
    if (!manifests.all(Namespace.class).isEmpty()) {
      rules.need(
          policies.stream().anyMatch(NetworkRules::isDefaultDeny),
          "the namespace has no policy that denies by default");
    }
    return rules.findings;
  }

  private void policy(NetworkPolicy policy) {
    String name = policy.getMetadata().getName();
    String where = "NetworkPolicy " + name;
    need(
        Set.copyOf(policy.getSpec().getPolicyTypes()).equals(BOTH_WAYS),
        where + " does not close both ways");
    if (!selectsSome(policy)) {
      need(isDefaultDeny(policy), where + " allows something for every pod");
      return;
    }
    List<Workload> selected =
        manifests.workloads().stream()
            .filter(w -> w.isSelectedBy(policy.getSpec().getPodSelector()))
            .toList();
    need(
        selected.size() == 1 && selected.get(0).name().equals(name),
        where + " does not select the workload of its name");
    for (NetworkPolicyIngressRule rule : policy.getSpec().getIngress()) {
      ingress(where, rule, selected);
    }
    need(
        policy.getSpec().getIngress().size() == 1,
        where + " has " + policy.getSpec().getIngress().size() + " ways in, not one");
    ways(name, where, policy);
  }

  private void ingress(String where, NetworkPolicyIngressRule rule, List<Workload> selected) {
    need(!rule.getFrom().isEmpty(), where + " lets everybody in");
    need(!rule.getPorts().isEmpty(), where + " opens every port");
    for (NetworkPolicyPeer peer : rule.getFrom()) {
      need(isKnown(peer), where + " lets a peer in that is everybody or nobody");
    }
    for (NetworkPolicyPort port : rule.getPorts()) {
      for (Workload workload : selected) {
        need(isOpen(workload, port), where + " opens " + named(port) + ", which no container has");
      }
    }
  }

  private void ways(String name, String where, NetworkPolicy policy) {
    if (name.equals("site-gateway")) {
      in(where, policy, Set.of("TCP 11112", "TCP 2575", "TCP 8443"));
      need(
          policy.getSpec().getIngress().stream()
              .flatMap(rule -> rule.getFrom().stream())
              .allMatch(peer -> peer.getIpBlock() != null),
          where + " lets in others than the hospital's own ranges");
      out(where, policy, "registry-server", Set.of("TCP 443", "TCP 8443"));
    } else if (name.equals("registry-server")) {
      in(where, policy, Set.of("TCP 8443"));
      out(where, policy, "postgresql", Set.of("TCP 5432"));
    } else if (name.equals("postgresql")) {
      in(where, policy, Set.of("TCP 5432"));
      need(
          policy.getSpec().getIngress().stream()
              .flatMap(rule -> rule.getFrom().stream())
              .allMatch(peer -> isPod(peer, "registry-server")),
          where + " lets in others than the registry");
      need(policy.getSpec().getEgress().isEmpty(), where + " lets the database call out");
    } else {
      findings.add(where + " is a policy without rules");
    }
  }

  private void in(String where, NetworkPolicy policy, Set<String> ports) {
    Set<String> opened = new TreeSet<>();
    policy
        .getSpec()
        .getIngress()
        .forEach(rule -> rule.getPorts().forEach(port -> opened.add(named(port))));
    need(opened.equals(ports), where + " opens " + opened + " instead of " + new TreeSet<>(ports));
  }

  /** Out go one destination on one port, and the name service. */
  private void out(String where, NetworkPolicy policy, String destination, Set<String> ports) {
    List<NetworkPolicyEgressRule> others =
        policy.getSpec().getEgress().stream().filter(rule -> !isNameService(rule)).toList();
    need(
        policy.getSpec().getEgress().size() - others.size() == 1,
        where + " has no single way to the name service");
    need(
        others.size() == 1 && isOnly(others.get(0), destination, ports),
        where + " reaches others than " + destination);
  }

  private boolean isOnly(NetworkPolicyEgressRule rule, String destination, Set<String> ports) {
    if (rule.getTo().size() != 1 || rule.getPorts().size() != 1) {
      return false;
    }
    NetworkPolicyPeer peer = rule.getTo().get(0);
    NetworkPolicyPort port = rule.getPorts().get(0);
    if (peer.getIpBlock() != null) {
      return isAlone(peer)
          && peer.getIpBlock().getCidr().endsWith("/32")
          && ports.contains(named(port));
    }
    return isPod(peer, destination)
        && manifests.workloads().stream()
            .filter(w -> w.name().equals(destination))
            .anyMatch(w -> isOpen(w, port));
  }

  private static boolean isNameService(NetworkPolicyEgressRule rule) {
    Set<String> ports = new TreeSet<>();
    rule.getPorts().forEach(port -> ports.add(named(port)));
    return ports.equals(DNS_PORTS)
        && rule.getTo().size() == 1
        && rule.getTo().get(0).getIpBlock() == null
        && labels(rule.getTo().get(0).getNamespaceSelector())
            .equals(Map.of(NAMESPACE, "kube-system"))
        && labels(rule.getTo().get(0).getPodSelector()).equals(Map.of("k8s-app", "kube-dns"));
  }

  private boolean isKnown(NetworkPolicyPeer peer) {
    IPBlock block = peer.getIpBlock();
    if (block != null) {
      return isAlone(peer)
          && block.getCidr().matches("[0-9.]+/[0-9]+|[0-9a-f:]+/[0-9]+")
          && Integer.parseInt(block.getCidr().substring(block.getCidr().indexOf('/') + 1))
              >= SHORTEST_PREFIX;
    }
    if (peer.getNamespaceSelector() != null) {
      return labels(peer.getNamespaceSelector()).containsKey(NAMESPACE);
    }
    return manifests.workloads().stream().anyMatch(w -> isPod(peer, w.name()));
  }

  private static boolean isAlone(NetworkPolicyPeer peer) {
    return peer.getPodSelector() == null && peer.getNamespaceSelector() == null;
  }

  private boolean isPod(NetworkPolicyPeer peer, String name) {
    return peer.getIpBlock() == null
        && peer.getNamespaceSelector() == null
        && labels(peer.getPodSelector()).equals(Map.of(NAME, name))
        && manifests.workloads().stream()
            .anyMatch(w -> w.name().equals(name) && w.isSelectedBy(peer.getPodSelector()));
  }

  private static Map<String, String> labels(LabelSelector selector) {
    return selector == null || !selector.getMatchExpressions().isEmpty()
        ? Map.of()
        : selector.getMatchLabels();
  }

  private static boolean isOpen(Workload workload, NetworkPolicyPort port) {
    if (port.getPort() == null || port.getEndPort() != null) {
      return false;
    }
    return port.getPort().getIntVal() == null
        ? workload.ports().stream().anyMatch(p -> port.getPort().getStrVal().equals(p.getName()))
        : workload.listensOn(port.getPort().getIntVal(), port.getProtocol());
  }

  private static String named(NetworkPolicyPort port) {
    String number = port.getPort() == null ? "any" : port.getPort().getValue().toString();
    return port.getProtocol() + " " + number + (port.getEndPort() == null ? "" : " and on");
  }

  private static boolean selectsSome(NetworkPolicy policy) {
    return !labels(policy.getSpec().getPodSelector()).isEmpty();
  }

  private static boolean isDefaultDeny(NetworkPolicy policy) {
    return policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
        && policy.getSpec().getPodSelector().getMatchExpressions().isEmpty()
        && Set.copyOf(policy.getSpec().getPolicyTypes()).equals(BOTH_WAYS)
        && policy.getSpec().getIngress().isEmpty()
        && policy.getSpec().getEgress().isEmpty();
  }

  private void need(boolean holds, String finding) {
    if (!holds) {
      findings.add(finding);
    }
  }
}
