package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.therafed.profiles.profile.Profile;

/**
 * What gateway and registry serve over FHIR: the registry takes transactions of a site and gives
 * that site its own records, and persons what a row-level grant gives them; the gateway takes
 * records in and gives none out.
 */
public final class Capabilities {
  private static final String DATE = "2026-11-22";
  private static final String BULK = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";

  private final Heading heading;

  Capabilities(Heading heading) {
    this.heading = heading;
  }

  List<ObjectNode> all() {
    return List.of(registry(), gateway());
  }

  /**
   * What a running registry answers to {@code GET /fhir/metadata}: the published requirements as
   * one instance that keeps them.
   *
   * @param version of the running application
   */
  public static ObjectNode ofRegistry(String version) {
    return instance(new Capabilities(new Heading(version)).registry(), version);
  }

  /** As {@link #ofRegistry}, of a site's gateway. */
  public static ObjectNode ofGateway(String version) {
    return instance(new Capabilities(new Heading(version)).gateway(), version);
  }

  private static ObjectNode instance(ObjectNode required, String version) {
    ObjectNode instance = JsonNodeFactory.instance.objectNode();
    instance.put("resourceType", "CapabilityStatement");
    for (Map.Entry<String, JsonNode> field : required.properties()) {
      switch (field.getKey()) {
        // The canonical names the requirements; an instance has none of its own.
        case "resourceType", "id", "url" -> {}
        case "kind" -> {
          instance.put("kind", "instance");
          instance.putArray("instantiates").add(required.path("url").textValue());
          String name = "Therafed " + required.path("id").textValue();
          instance.putObject("software").put("name", name).put("version", version);
          instance.putObject("implementation").put("description", name);
        }
        default -> instance.set(field.getKey(), field.getValue());
      }
    }
    return instance;
  }

  private ObjectNode registry() {
    ObjectNode resource = statement("registry", new Bilingual("Registry of a federation", "联盟登记库"));
    ObjectNode rest =
        rest(
            resource,
            "SMART Backend Services: an access token of POST /token (client_credentials with"
                + " private_key_jwt) as Bearer, or a token that the site signed for the request"
                + " (ES256). Persons: log-in or Basic, with a row-level grant that the sites approved");
    ObjectNode service = rest.withObjectProperty("security").putArray("service").addObject();
    service
        .putArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/restful-security-service")
        .put("code", "SMART-on-FHIR");
    ArrayNode types = rest.putArray("resource");
    for (String type : types()) {
      ObjectNode served = served(types, type);
      reading(served.putArray("interaction"));
      served
          .put("versioning", "versioned")
          .put("readHistory", true)
          .put("conditionalRead", "not-match");
      searching(served, type);
    }
    ArrayNode operations = rest.putArray("operation");
    operation(operations, "export", BULK + "export", "Of what a row-level grant gives");
    interaction(
        rest.putArray("interaction"),
        "transaction",
        "A transfer of a site, wholly or not at all; idempotent by site and sequence");
    return resource;
  }

  private static void reading(ArrayNode interactions) {
    interaction(
        interactions,
        "read",
        "A site its own current record, a person what a row-level grant gives; ETag carries the"
            + " version, If-None-Match is answered 304");
    interaction(interactions, "vread", "A version, likewise");
    interaction(interactions, "history-instance", "Newest first; times are months");
    interaction(interactions, "history-type", "Newest first; times are months");
    interaction(
        interactions,
        "search-type",
        "By GET, or POST to _search. By the parameters listed, those of a record that is referred to"
            + " (patient.gender) or refers here (_has), one step far; with _id, _lastUpdated"
            + " (months), _count (at most 1000), _sort (_id, _lastUpdated or one date parameter),"
            + " _total, _summary, _elements, _include and _revinclude; any other parameter is"
            + " refused, or with Prefer: handling=lenient ignored");
  }

  /** Parameters, what they include, and the operations of a patient. */
  private static void searching(ObjectNode served, String type) {
    ArrayNode includes = JsonNodeFactory.instance.arrayNode();
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    parameters.addObject().put("name", "_id").put("type", "token");
    parameters.addObject().put("name", "_lastUpdated").put("type", "date");
    for (ServedParameter parameter : ServedParameters.of(type)) {
      parameters
          .addObject()
          .put("name", parameter.code())
          .put("definition", parameter.definition())
          .put("type", parameter.type());
      if (parameter.type().equals("reference")) {
        includes.add(type + ":" + parameter.code());
      }
    }
    ArrayNode reverse = JsonNodeFactory.instance.arrayNode();
    ServedParameters.all().stream()
        .filter(parameter -> parameter.targets().contains(type))
        .forEach(parameter -> reverse.add(parameter.base() + ":" + parameter.code()));
    if (!includes.isEmpty()) {
      served.set("searchInclude", includes);
    }
    if (!reverse.isEmpty()) {
      served.set("searchRevInclude", reverse);
    }
    served.set("searchParam", parameters);
    if (type.equals("Patient")) {
      ArrayNode operations = served.putArray("operation");
      operation(
          operations,
          "everything",
          "http://hl7.org/fhir/OperationDefinition/Patient-everything",
          "All records of one patient, page by page");
      operation(operations, "export", BULK + "patient-export", "Of what a row-level grant gives");
    }
  }

  private static void operation(
      ArrayNode all, String name, String definition, String documentation) {
    all.addObject()
        .put("name", name)
        .put("definition", definition)
        .put("documentation", documentation);
  }

  private ObjectNode gateway() {
    ObjectNode resource = statement("gateway", new Bilingual("Site gateway", "医院网关"));
    ObjectNode rest = rest(resource, "The intake token as Bearer, where one is set");
    ArrayNode types = rest.putArray("resource");
    for (String type : types()) {
      ObjectNode served = served(types, type);
      interaction(
          served.putArray("interaction"),
          "create",
          "Recorded before it is answered; what becomes of it shows the console. Records need not"
              + " claim a profile: the gateway converts and de-identifies");
    }
    ArrayNode interactions = rest.putArray("interaction");
    interaction(interactions, "transaction", "A Bundle as one arrival; answered 201");
    interaction(interactions, "batch", "A Bundle as one arrival; answered 201");
    return resource;
  }

  private ObjectNode statement(String id, Bilingual title) {
    ObjectNode resource = heading.of("CapabilityStatement", id, title);
    resource.put("date", DATE).put("kind", "requirements").put("fhirVersion", "4.0.1");
    resource.putArray("format").add("application/fhir+json");
    return resource;
  }

  private static ObjectNode rest(ObjectNode resource, String security) {
    ObjectNode rest = resource.putArray("rest").addObject().put("mode", "server");
    rest.putObject("security").put("description", security);
    return rest;
  }

  private static SortedSet<String> types() {
    return new TreeSet<>(Arrays.stream(Profile.values()).map(Profile::resourceType).toList());
  }

  private static ObjectNode served(ArrayNode types, String type) {
    ObjectNode served = types.addObject().put("type", type);
    ArrayNode profiles = served.putArray("supportedProfile");
    Arrays.stream(Profile.values())
        .filter(profile -> profile.resourceType().equals(type))
        .forEach(profile -> profiles.add(profile.url()));
    return served;
  }

  private static void interaction(ArrayNode all, String code, String documentation) {
    all.addObject().put("code", code).put("documentation", documentation);
  }
}
