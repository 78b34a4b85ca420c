package org.therafed.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@code kustomization.yaml}, as far as this project uses the language. A field that is not here
 * is refused, so that nothing is rendered other than by {@link KustomizationRenderer}.
 */
record KustomizationFile(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Patch> patches,
    List<Image> images,
    List<ConfigMapGenerator> configMapGenerator,
    List<SecretGenerator> secretGenerator) {

  static final String NAME = "kustomization.yaml";

  KustomizationFile {
    resources = orEmpty(resources);
    patches = orEmpty(patches);
    images = orEmpty(images);
    configMapGenerator = orEmpty(configMapGenerator);
    secretGenerator = orEmpty(secretGenerator);
  }

  /** A file with JSON Patch operations (RFC 6902) and the resource that they change. */
  record Patch(String path, Target target) {}

  record Target(String group, String version, String kind, String name) {
    String apiVersion() {
      return group == null ? version : group + "/" + version;
    }
  }

  record Image(String name, String newName, String newTag, String digest) {}

  record ConfigMapGenerator(String name, String behavior, List<String> literals) {
    ConfigMapGenerator {
      literals = orEmpty(literals);
    }
  }

  record SecretGenerator(String name, String type, List<String> literals, List<String> files) {
    SecretGenerator {
      literals = orEmpty(literals);
      files = orEmpty(files);
    }
  }

  static KustomizationFile read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new ManifestFault(file + " does not exist");
    }
    List<JsonNode> documents = StrictYaml.documents(file);
    if (documents.size() != 1) {
      throw new ManifestFault(file + " holds more than one document");
    }
    try {
      KustomizationFile read = StrictYaml.typed(documents.get(0), KustomizationFile.class);
      if (!"kustomize.config.k8s.io/v1beta1".equals(read.apiVersion())
          || !"Kustomization".equals(read.kind())) {
        throw new ManifestFault("not a Kustomization");
      }
      return read;
    } catch (ManifestFault e) {
      throw new ManifestFault(file + ": " + e.getMessage(), e);
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
