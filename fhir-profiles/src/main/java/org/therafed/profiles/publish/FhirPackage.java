package org.therafed.profiles.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.publish.module.ModuleBundle;

/**
 * The FHIR npm package: a gzipped tar of package.json, an index and one file a resource. The same
 * bytes whenever the content is the same.
 *
 * @see <a href="https://confluence.hl7.org/display/FHIR/NPM+Package+Specification">FHIR NPM Package
 *     Specification</a>
 */
public final class FhirPackage {
  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private FhirPackage() {}

  /**
   * The package.
   *
   * @param modules the therapy modules whose definitions it carries
   * @param examples resources by file name, e.g. {@code atr-lab.json}, which the package carries
   *     under {@code package/example}
   * @return the bytes of the {@code .tgz}
   */
  public static byte[] bytes(
      Publication publication, ModuleCatalog modules, Map<String, JsonNode> examples) {
    Map<String, JsonNode> files = new TreeMap<>();
    for (ObjectNode resource : publication.resources()) {
      files.put(fileName(resource), resource);
    }
    for (TherapyModule module : modules.all()) {
      for (JsonNode entry : ModuleBundle.of(module).path("entry")) {
        files.put(fileName(entry.path("resource")), entry.path("resource"));
      }
    }
    Map<String, byte[]> content = new TreeMap<>();
    content.put("package/package.json", json(manifest(publication.version())));
    content.put("package/.index.json", json(index(files)));
    files.forEach((name, resource) -> content.put("package/" + name, json(resource)));
    if (!examples.isEmpty()) {
      content.put("package/example/.index.json", json(index(new TreeMap<>(examples))));
      examples.forEach((name, one) -> content.put("package/example/" + name, json(one)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarGzip tar = new TarGzip(out)) {
      // The manifest stands first, as readers of npm packages expect.
      tar.add("package/package.json", content.remove("package/package.json"));
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        tar.add(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String fileName(JsonNode resource) {
    return resource.path("resourceType").asText() + "-" + resource.path("id").asText() + ".json";
  }

  private static ObjectNode manifest(String version) {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("name", Guide.PACKAGE).put("version", version);
    manifest.put("description", "FHIR R4 profiles of the registry of advanced treatments");
    manifest.put("author", "Therafed").put("license", "Apache-2.0");
    manifest.put("canonical", "https://therafed.org/fhir").put("type", "IG");
    manifest.putArray("fhirVersions").add("4.0.1");
    manifest.putObject("dependencies").put("hl7.fhir.r4.core", "4.0.1");
    manifest.putObject("directories").put("lib", "package").put("example", "example");
    return manifest;
  }

  /** The index that spares a reader from opening every file. */
  private static ObjectNode index(Map<String, JsonNode> files) {
    ObjectNode index = JsonNodeFactory.instance.objectNode().put("index-version", 1);
    ArrayNode all = index.putArray("files");
    files.forEach(
        (name, resource) -> {
          ObjectNode file = all.addObject().put("filename", name);
          for (String field :
              new String[] {"resourceType", "id", "url", "version", "kind", "type"}) {
            if (resource.path(field).isTextual()) {
              file.put(field, resource.path(field).textValue());
            }
          }
        });
    return index;
  }

  private static byte[] json(JsonNode node) {
    try {
      return PRETTY.writeValueAsString(node).replace("\r", "").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
