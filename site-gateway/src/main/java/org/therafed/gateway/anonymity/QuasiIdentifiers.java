package org.therafed.gateway.anonymity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.fhirpath.FhirPath;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.outcome.Phrase;

/**
 * What of sent records somebody may know from elsewhere, and which of it together is looked at:
 * {@code quasi-identifiers.yaml} beside this class.
 *
 * @param all by id
 * @param combinations ids by the name of the combination
 */
record QuasiIdentifiers(Map<String, QuasiIdentifier> all, Map<String, List<String>> combinations) {

  private static final String FILE = "quasi-identifiers.yaml";

  /**
   * One of them.
   *
   * @param resource type of the resources that say it
   * @param path what says it, from such a resource
   */
  record QuasiIdentifier(String id, Phrase title, String resource, FhirPath path) {

    /** The values that a resource says; none if it is of another type. */
    List<String> values(JsonNode sent) {
      if (!resource.equals(sent.path("resourceType").asText())) {
        return List.of();
      }
      return path.values(new Scope(sent, sent, Scope.References.NONE), sent).stream()
          .map(JsonNode::asText)
          .filter(text -> !text.isBlank())
          .toList();
    }
  }

  /** The declared ones. */
  static QuasiIdentifiers declared() {
    try (InputStream file = QuasiIdentifiers.class.getResourceAsStream(FILE)) {
      return of(new ObjectMapper(new YAMLFactory()).readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static QuasiIdentifiers of(JsonNode yaml) {
    Map<String, QuasiIdentifier> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : yaml.path("quasiIdentifiers").properties()) {
      JsonNode said = one.getValue();
      all.put(
          one.getKey(),
          new QuasiIdentifier(
              one.getKey(),
              new Phrase(said.at("/title/en").asText(), said.at("/title/zh").asText()),
              said.path("resource").asText(),
              FhirPath.compile(said.path("path").asText())));
    }
    Map<String, List<String>> combinations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : yaml.path("combinations").properties()) {
      List<String> ids = new ArrayList<>();
      one.getValue().forEach(id -> ids.add(id.asText()));
      if (!all.keySet().containsAll(ids)) {
        throw new IllegalStateException("A combination names what is not declared.");
      }
      combinations.put(one.getKey(), ids);
    }
    return new QuasiIdentifiers(all, combinations);
  }

  Phrase title(String id) {
    return all.get(id).title();
  }

  /** Types of the resources that say any of them. */
  Set<String> resources() {
    return all.values().stream().map(QuasiIdentifier::resource).collect(Collectors.toSet());
  }

  Collection<QuasiIdentifier> each() {
    return all.values();
  }
}
