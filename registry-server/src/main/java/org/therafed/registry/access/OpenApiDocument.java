package org.therafed.registry.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registry's own routes as OpenAPI 3.1: which there are and who may use them says {@link
 * RouteRules}, what they are for {@code routes.json}. FHIR's routes are described by the
 * CapabilityStatement.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1.0</a>
 */
final class OpenApiDocument {

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String FHIR = "/fhir";
  private static final String JSON = "application/json";

  private final JsonNode said;

  OpenApiDocument() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream("routes.json")) {
      said = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The document.
   *
   * @param version of the running application
   */
  ObjectNode of(String version) {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Therafed registry")
        .put("version", version)
        .put(
            "description",
            "Routes of the registry but those of FHIR, which GET /fhir/metadata describes.");
    ObjectNode paths = document.putObject("paths");
    for (Map.Entry<String, RouteRule> route : new TreeMap<>(RouteRules.all()).entrySet()) {
      String[] parts = route.getKey().split(" ", 2);
      if (!parts[1].equals(FHIR) && !parts[1].startsWith(FHIR + "/")) {
        paths
            .withObjectProperty(parts[1])
            .set(parts[0].toLowerCase(Locale.ROOT), operation(route.getKey(), route.getValue()));
      }
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", said.path("schemas"));
    schemes(components.putObject("securitySchemes"));
    return document;
  }

  private ObjectNode operation(String route, RouteRule rule) {
    JsonNode about = said.path("routes").path(route);
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("summary", about.path("summary").asText());
    operation.put("x-therafed-rule", rule.name());
    security(operation.putArray("security"), rule);
    parameters(operation, route, about);
    if (about.has("takes")) {
      ObjectNode body = operation.putObject("requestBody").put("required", true);
      schema(body.putObject("content"), about.path("takes").asText(), about.path("takesSchema"));
    }
    ObjectNode responses = operation.putObject("responses");
    schema(
        responses.putObject("2XX").put("description", "Done").putObject("content"),
        about.path("answers").asText(JSON),
        about.path("answersSchema"));
    responses
        .putObject("default")
        .put("description", "Refused, with a code of registry-server/docs/errors.md")
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    return operation;
  }

  private static void parameters(ObjectNode operation, String route, JsonNode about) {
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    for (Matcher names = PARAMETER.matcher(route); names.find(); ) {
      parameter(parameters, names.group(1), "path", true);
    }
    about.path("query").forEach(name -> parameter(parameters, name.asText(), "query", false));
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  private static void parameter(ArrayNode all, String name, String in, boolean required) {
    all.addObject()
        .put("name", name)
        .put("in", in)
        .put("required", required)
        .putObject("schema")
        .put("type", "string");
  }

  private static void schema(ObjectNode content, String mediaType, JsonNode reference) {
    ObjectNode type = content.putObject(mediaType);
    if (reference.isTextual()) {
      type.putObject("schema").put("$ref", reference.asText());
    }
  }

  /** Nothing for anybody; else one of the ways in which who may is known. */
  private static void security(ArrayNode ways, RouteRule rule) {
    switch (rule) {
      case PUBLIC, CLIENT -> {}
      case SITE, JOINING -> {
        ways.addObject().putArray("accessToken");
        ways.addObject().putArray("signedBySite");
      }
      case SITE_KEY -> ways.addObject().putArray("signedBySite");
      case RECORDS -> {
        ways.addObject().putArray("accessToken");
        person(ways);
      }
      case HOLDER, READER, PERSON, AUDITOR, AUDITOR_ALONE, ADMIN -> person(ways);
    }
  }

  private static void person(ArrayNode ways) {
    ways.addObject().putArray("password");
    ways.addObject().putArray("session");
  }

  private static void schemes(ObjectNode schemes) {
    schemes
        .putObject("accessToken")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "Of POST /token, for a site");
    schemes
        .putObject("signedBySite")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", "That the site signed for this one request, ES256");
    schemes.putObject("password").put("type", "http").put("scheme", "basic");
    schemes
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "therafed-session");
  }
}
