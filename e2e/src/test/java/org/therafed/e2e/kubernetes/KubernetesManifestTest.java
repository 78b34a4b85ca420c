package org.therafed.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ContainerPort;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests of {@code k8s/} keep every rule, and every rule is one that a manifest can break:
 * {@code rule-breaks.yaml} changes one thing at a time and names what must be found.
 */
class KubernetesManifestTest {

  private static final Path K8S =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../k8s").normalize();
  private static final Path EVALUATION = K8S.resolve("overlays/evaluation");

  /** One change to the rendered evaluation overlay and a part of the finding it must cause. */
  record RuleBreak(String name, String resource, JsonNode patch, String finding) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base/registry-server", "base/site-gateway", "overlays/evaluation"})
  void everyRenderedKustomizationKeepsEveryRule(String folder) {
    Manifests manifests = Manifests.of(new KustomizationRenderer().render(K8S.resolve(folder)));
    assertThat(manifests.workloads()).isNotEmpty();
    assertThat(manifests.findings()).isEmpty();
  }

  @Test
  void evaluationHoldsOneRegistryOneGatewayAndTheirDatabase() {
    Manifests manifests = Manifests.of(new KustomizationRenderer().render(EVALUATION));
    assertThat(manifests.workloads())
        .extracting(Workload::toString)
        .containsExactlyInAnyOrder(
            "Deployment registry-server", "StatefulSet site-gateway", "StatefulSet postgresql");
  }

  @Test
  void everyManifestFileIsListedByTheOverlays() throws IOException {
    assertThat(unlisted(K8S, K8S.resolve("overlays"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ruleBreaks")
  void eachBrokenRuleIsFound(RuleBreak broken) {
    List<ObjectNode> rendered = new KustomizationRenderer().render(EVALUATION);
    List<ObjectNode> changed =
        rendered.stream()
            .filter(r -> !isRemoved(r, broken))
            .map(
                r ->
                    KustomizationRenderer.key(r).equals(broken.resource()) && broken.patch() != null
                        ? KustomizationRenderer.patched(r, broken.patch(), broken.name())
                        : r)
            .toList();
    assertThat(changed).as("the break changes something").isNotEqualTo(rendered);
    assertThat(Manifests.of(changed).findings())
        .anySatisfy(finding -> assertThat(finding).contains(broken.finding()));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void unreadableManifestIsRefusedWithItsCause(Path file) throws IOException {
    assertThatThrownBy(() -> StrictYaml.resources(file))
        .isInstanceOf(ManifestFault.class)
        .hasMessageContaining(expected(Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("unrenderable")
  void unrenderableKustomizationIsRefusedWithItsCause(Path folder) throws IOException {
    assertThatThrownBy(() -> new KustomizationRenderer().render(folder))
        .isInstanceOf(ManifestFault.class)
        .hasMessageContaining(expected(Files.readString(folder.resolve(KustomizationFile.NAME))));
  }

  @Test
  void manifestThatNoKustomizationListsIsFound() throws Exception {
    Path folder = resource("unlisted");
    assertThat(unlisted(folder, folder)).containsExactly(folder.resolve("overlay/forgotten.yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry-server", "site-gateway"})
  void imageRunsAsTheUserAndOpensThePortsOfItsManifest(String application) throws IOException {
    Path base = K8S.resolve("base").resolve(application);
    Workload workload = Manifests.of(new KustomizationRenderer().render(base)).workloads().get(0);
    List<String> image = Files.readAllLines(K8S.resolve("images/Containerfile." + application));
    Long user = workload.template().getSpec().getSecurityContext().getRunAsUser();
    Long group = workload.template().getSpec().getSecurityContext().getRunAsGroup();
    String ports =
        workload.ports().stream()
            .map(ContainerPort::getContainerPort)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    assertThat(image)
        .contains("USER " + user + ":" + group, "EXPOSE " + ports)
        .contains("COPY target/quarkus-app/ /opt/therafed/");
    assertThat(workload.containers().get(0).getArgs()).contains("/opt/therafed/quarkus-run.jar");
  }

  static List<RuleBreak> ruleBreaks() throws Exception {
    return Stream.of(resource("rule-breaks.yaml"))
        .flatMap(file -> StrictYaml.documents(file).stream())
        .map(document -> StrictYaml.typed(document, RuleBreak.class))
        .toList();
  }

  static List<Path> unreadable() throws Exception {
    return children(resource("unreadable"));
  }

  static List<Path> unrenderable() throws Exception {
    return children(resource("unrenderable"));
  }

  private static boolean isRemoved(ObjectNode resource, RuleBreak broken) {
    return broken.patch() == null && KustomizationRenderer.key(resource).equals(broken.resource());
  }

  /** Manifest files below a folder that no kustomization reachable from the overlays names. */
  private static List<Path> unlisted(Path folder, Path overlays) throws IOException {
    KustomizationRenderer renderer = new KustomizationRenderer();
    for (Path overlay : children(overlays)) {
      renderer.render(overlay);
    }
    Set<Path> used = renderer.used();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
          .filter(file -> !used.contains(file))
          .sorted()
          .toList();
    }
  }

  /** The text after {@code # expected: } in a case's first line. */
  private static String expected(String text) {
    String line = text.lines().findFirst().orElseThrow();
    assertThat(line).startsWith("# expected: ");
    return line.substring("# expected: ".length());
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> found = children.sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(KubernetesManifestTest.class.getResource("/kubernetes/" + name).toURI());
  }
}
