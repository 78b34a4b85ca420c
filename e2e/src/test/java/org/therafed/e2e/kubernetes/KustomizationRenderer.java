package org.therafed.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders a kustomization as {@code kubectl kustomize} does, save the hash that it appends to the
 * names of generated ConfigMaps and Secrets. Files that hold secrets are named, never read: they
 * exist only where somebody installs.
 */
final class KustomizationRenderer {

  private static final String SECRETS_FOLDER = "secrets/";

  private final Set<Path> used = new LinkedHashSet<>();

  /** Every file that a rendering so far has read, absolute and normalised. */
  Set<Path> used() {
    return Set.copyOf(used);
  }

  /**
   * The resources of a folder with a {@code kustomization.yaml}.
   *
   * @throws ManifestFault if something listed is missing, unreadable or without effect
   */
  List<ObjectNode> render(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    KustomizationFile kustomization = KustomizationFile.read(home);
    used.add(home.resolve(KustomizationFile.NAME));
    Map<String, ObjectNode> resources = new LinkedHashMap<>();
    for (String entry : kustomization.resources()) {
      for (ObjectNode resource : resources(home, entry)) {
        if (resources.put(key(resource), resource) != null) {
          throw new ManifestFault(home + " holds " + key(resource) + " twice");
        }
      }
    }
    kustomization.configMapGenerator().forEach(g -> generate(home, g, resources));
    kustomization.secretGenerator().forEach(g -> generate(home, g, resources));
    kustomization.patches().forEach(patch -> patch(home, patch, resources));
    kustomization.images().forEach(image -> tag(home, image, resources));
    if (kustomization.namespace() != null) {
      resources.values().forEach(r -> place(r, kustomization.namespace()));
    }
    return List.copyOf(resources.values());
  }

  private List<ObjectNode> resources(Path home, String entry) {
    Path path = home.resolve(entry).normalize();
    if (Files.isDirectory(path)) {
      return render(path);
    }
    if (!Files.isRegularFile(path)) {
      throw new ManifestFault(home + " lists " + entry + ", which does not exist");
    }
    used.add(path);
    return StrictYaml.resources(path);
  }

  private static void generate(
      Path home, KustomizationFile.ConfigMapGenerator generator, Map<String, ObjectNode> all) {
    String key = "v1 ConfigMap " + generator.name();
    boolean merge = "merge".equals(generator.behavior());
    if (merge != all.containsKey(key)) {
      throw new ManifestFault(
          home + (merge ? " merges into " : " makes a second ") + key + " with behavior merge");
    }
    ObjectNode map = all.computeIfAbsent(key, k -> generated("ConfigMap", generator.name()));
    for (String literal : generator.literals()) {
      put(home, map.withObject("/data"), literal, !merge);
    }
  }

  private static void generate(
      Path home, KustomizationFile.SecretGenerator generator, Map<String, ObjectNode> all) {
    ObjectNode secret = generated("Secret", generator.name());
    if (generator.type() != null) {
      secret.put("type", generator.type());
    }
    ObjectNode values = secret.withObject("/stringData");
    generator.literals().forEach(literal -> put(home, values, literal, true));
    for (String file : generator.files()) {
      int equals = file.indexOf('=');
      String path = file.substring(equals + 1);
      if (equals < 1 || !path.startsWith(SECRETS_FOLDER) || path.contains("..")) {
        throw new ManifestFault(
            home
                + ": "
                + file
                + " is not key="
                + SECRETS_FOLDER
                + "file, which is never committed");
      }
      put(home, values, file.substring(0, equals + 1), true);
    }
    if (!generator.files().isEmpty() && !ignoresSecrets(home)) {
      throw new ManifestFault(home + " has no .gitignore with " + SECRETS_FOLDER);
    }
    if (all.put("v1 Secret " + generator.name(), secret) != null) {
      throw new ManifestFault(home + " makes a second Secret " + generator.name());
    }
  }

  private static boolean ignoresSecrets(Path home) {
    try {
      Path ignore = home.resolve(".gitignore");
      return Files.isRegularFile(ignore)
          && Files.readAllLines(ignore, StandardCharsets.UTF_8).contains(SECRETS_FOLDER);
    } catch (IOException e) {
      throw new ManifestFault(home + " has an unreadable .gitignore", e);
    }
  }

  private static ObjectNode generated(String kind, String name) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("apiVersion", "v1").put("kind", kind);
    node.withObject("/metadata").put("name", name);
    return node;
  }

  private static void put(Path home, ObjectNode values, String literal, boolean isNew) {
    int equals = literal.indexOf('=');
    if (equals < 1) {
      throw new ManifestFault(home + ": literal without name and = sign");
    }
    String name = literal.substring(0, equals);
    if (isNew && values.has(name)) {
      throw new ManifestFault(home + " sets " + name + " twice");
    }
    values.put(name, literal.substring(equals + 1));
  }

  private void patch(Path home, KustomizationFile.Patch patch, Map<String, ObjectNode> all) {
    Path path = home.resolve(patch.path()).normalize();
    if (!Files.isRegularFile(path)) {
      throw new ManifestFault(home + " lists " + patch.path() + ", which does not exist");
    }
    used.add(path);
    KustomizationFile.Target target = patch.target();
    String key = target.apiVersion() + " " + target.kind() + " " + target.name();
    ObjectNode found = all.get(key);
    if (found == null) {
      throw new ManifestFault(home + ": " + patch.path() + " changes " + key + ", which is absent");
    }
    all.put(key, patched(found, StrictYaml.documents(path).get(0), patch.path()));
  }

  /** One resource after JSON Patch operations; it is still a resource of its kind. */
  static ObjectNode patched(ObjectNode resource, JsonNode operations, String name) {
    try {
      ObjectNode changed = (ObjectNode) JsonPatch.apply(operations, resource);
      StrictYaml.resource(changed);
      return changed;
    } catch (RuntimeException e) {
      throw new ManifestFault(name + " does not fit " + key(resource) + ": " + e.getMessage(), e);
    }
  }

  private static void tag(
      Path home, KustomizationFile.Image image, Map<String, ObjectNode> resources) {
    boolean effective = false;
    for (ObjectNode resource : resources.values()) {
      for (JsonNode container : containers(resource)) {
        String current = container.path("image").asText();
        if (repository(current).equals(image.name())) {
          String name = image.newName() == null ? image.name() : image.newName();
          String version = image.digest() == null ? ":" + image.newTag() : "@" + image.digest();
          ((ObjectNode) container).put("image", name + version);
          effective = true;
        }
      }
    }
    if (!effective) {
      throw new ManifestFault(home + " names the image " + image.name() + ", which nobody runs");
    }
  }

  private static List<JsonNode> containers(ObjectNode resource) {
    JsonNode pod = resource.at("/spec/template/spec");
    List<JsonNode> containers = new ArrayList<>();
    pod.path("initContainers").forEach(containers::add);
    pod.path("containers").forEach(containers::add);
    return containers;
  }

  private static String repository(String image) {
    String named = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    return colon < 0 ? named : named.substring(0, colon);
  }

  private static void place(ObjectNode resource, String namespace) {
    ObjectNode metadata = resource.withObject("/metadata");
    if ("Namespace".equals(resource.path("kind").asText())) {
      if (!namespace.equals(metadata.path("name").asText())) {
        throw new ManifestFault("namespace " + namespace + " is not the Namespace listed");
      }
      return;
    }
    metadata.put("namespace", namespace);
  }

  static String key(JsonNode resource) {
    return resource.path("apiVersion").asText()
        + " "
        + resource.path("kind").asText()
        + " "
        + resource.at("/metadata/name").asText();
  }
}
