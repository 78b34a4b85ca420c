package org.therafed.gateway.intake.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a Bundle apart as JSON, as it came: HAPI's model cannot hold what is not FHIR. What is
 * taken out leaves a link, an entry without resource, so that references to it still lead to the
 * same record. A sender cannot make links: no method but POST and PUT passes the door.
 */
public final class BundleParts {
  /** The entry went on by itself, or waits. */
  static final String LINK = "GET";

  /** The entry was refused. */
  static final String REFUSED = "HEAD";

  private final FhirParser parser;
  private final ObjectNode bundle;
  private final ObjectNode frame;
  private final List<Optional<String>> names = new ArrayList<>();

  private BundleParts(FhirParser parser, ObjectNode bundle) {
    this.parser = parser;
    this.bundle = bundle;
    this.frame = bundle.objectNode().setAll(bundle);
    frame.remove("entry");
  }

  /** The entries of a Bundle; empty where the JSON is none. */
  static Optional<BundleParts> of(FhirParser parser, byte[] body) {
    JsonNode tree = parser.tree(body);
    return tree instanceof ObjectNode bundle
            && tree.path("resourceType").asText().equals("Bundle")
            && tree.path("entry").isArray()
        ? Optional.of(new BundleParts(parser, bundle))
        : Optional.empty();
  }

  int size() {
    return bundle.path("entry").size();
  }

  JsonNode resource(int index) {
    return bundle.path("entry").path(index).path("resource");
  }

  String fullUrl(int index) {
    return bundle.path("entry").path(index).path("fullUrl").asText();
  }

  /** {@code Type/id} of an entry; empty where it has none. */
  Optional<String> name(int index) {
    while (names.size() < size()) {
      names.add(parser.name(alone(names.size())));
    }
    return names.get(index);
  }

  /** One entry in a Bundle by itself, without links. */
  byte[] alone(int index) {
    return with(index, Set.of());
  }

  /** One entry in a Bundle by itself, with links to the entries to which it refers. */
  public byte[] only(int index) {
    return with(index, references(resource(index)));
  }

  private byte[] with(int index, Set<String> references) {
    ObjectNode one = frame.deepCopy();
    ArrayNode entries = one.putArray("entry");
    entries.add(bundle.path("entry").path(index));
    for (int i = 0; i < size() && !references.isEmpty(); i++) {
      if (i == index) {
        continue;
      }
      if (references.contains(fullUrl(i)) || name(i).filter(references::contains).isPresent()) {
        entries.add(link(i, LINK));
      }
    }
    return bytes(one);
  }

  /**
   * The Bundle without some of its entries.
   *
   * @param refused whether they are refused; else they go on, or wait, by themselves
   */
  byte[] without(Set<Integer> gone, boolean refused) {
    ObjectNode rest = frame.deepCopy();
    ArrayNode entries = rest.putArray("entry");
    for (int i = 0; i < size(); i++) {
      entries.add(
          gone.contains(i) ? link(i, refused ? REFUSED : LINK) : bundle.path("entry").path(i));
    }
    return bytes(rest);
  }

  /** The Bundle without some entries, each of which is an arrival of its own now. */
  public byte[] without(Set<Integer> gone) {
    ObjectNode rest = (ObjectNode) parser.tree(without(gone, false));
    for (JsonNode entry : rest.path("entry")) {
      if (REFUSED.equals(entry.path("request").path("method").textValue())) {
        ((ObjectNode) entry.path("request")).put("method", LINK);
      }
    }
    return bytes(rest);
  }

  private ObjectNode link(int index, String method) {
    ObjectNode link = bundle.objectNode();
    if (!fullUrl(index).isEmpty()) {
      link.put("fullUrl", fullUrl(index));
    }
    String type = resource(index).path("resourceType").asText();
    link.putObject("request")
        .put("method", method)
        .put("url", name(index).orElse(type.isEmpty() ? "unknown" : type));
    return link;
  }

  private static Set<String> references(JsonNode tree) {
    Set<String> found = new HashSet<>();
    for (JsonNode reference : tree.findValues("reference")) {
      found.add(reference.asText());
    }
    return found;
  }

  private static byte[] bytes(ObjectNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }
}
