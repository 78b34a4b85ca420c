package org.therafed.e2e.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * YAML as the API server reads it under strict field validation: a key occurs once, a field exists
 * in its kind at every depth, a number is no string and a string no number.
 */
final class StrictYaml {

  private static final KubernetesSerialization KINDS = new KubernetesSerialization();

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final ObjectMapper MODEL = model();

  private StrictYaml() {}

  private static ObjectMapper model() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .annotationIntrospector(new NoCatchAll())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** The documents of a file, none of them empty. */
  static List<JsonNode> documents(Path file) {
    List<JsonNode> documents = new ArrayList<>();
    try (var input = Files.newInputStream(file);
        JsonParser parser = YAML.createParser(input)) {
      while (parser.nextToken() != null) {
        documents.add(YAML.<JsonNode>readTree(parser));
      }
    } catch (IOException e) {
      throw new ManifestFault(file + " is not strict YAML: " + e.getMessage(), e);
    }
    if (documents.isEmpty() || !documents.stream().allMatch(JsonNode::isContainerNode)) {
      throw new ManifestFault(file + " holds an empty document");
    }
    return documents;
  }

  /** The Kubernetes resources of a file, each checked against the model of its kind. */
  static List<ObjectNode> resources(Path file) {
    List<ObjectNode> resources = new ArrayList<>();
    for (JsonNode document : documents(file)) {
      if (!(document instanceof ObjectNode resource)) {
        throw new ManifestFault(file + " holds a list where a resource is needed");
      }
      try {
        resource(resource);
      } catch (ManifestFault e) {
        throw new ManifestFault(file + ": " + e.getMessage(), e);
      }
      resources.add(resource);
    }
    return resources;
  }

  /** The typed form of one resource. */
  static HasMetadata resource(ObjectNode node) {
    String apiVersion = node.path("apiVersion").asText();
    String kind = node.path("kind").asText();
    Class<? extends KubernetesResource> type =
        KINDS.getRegisteredKubernetesResource(apiVersion, kind);
    if (type == null || !HasMetadata.class.isAssignableFrom(type)) {
      throw new ManifestFault("unknown kind " + apiVersion + " " + kind);
    }
    HasMetadata resource = (HasMetadata) typed(node, type);
    if (resource.getMetadata() == null || resource.getMetadata().getName() == null) {
      throw new ManifestFault(kind + " without metadata.name");
    }
    return resource;
  }

  /** A node as a value of a type; unknown fields are refused at every depth. */
  static <T> T typed(JsonNode node, Class<T> type) {
    try {
      return MODEL.treeToValue(node, type);
    } catch (IOException e) {
      throw new ManifestFault(e.getMessage(), e);
    }
  }

  /**
   * The model keeps unknown fields in a catch-all map of every class, which would make any reader
   * lenient whatever its settings.
   */
  private static final class NoCatchAll extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }
  }
}
