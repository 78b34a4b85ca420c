package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;

/**
 * The facts as flat tables over the records themselves: SQL on FHIR v2 ViewDefinitions, made from
 * {@code fact-views.yaml}. R4 has no such resource, so each is carried in a Binary.
 *
 * @see <a href="https://sql-on-fhir.org/ig/StructureDefinition-ViewDefinition.html">SQL on FHIR</a>
 */
public final class FactViews {
  private static final String TYPE =
      "https://sql-on-fhir.org/ig/StructureDefinition/ViewDefinition";
  private static final Pattern URL = Pattern.compile("\\{(ext|sys):([a-z0-9-]+)}");

  /** What of a status is no statement for any profile; see {@link Profile#isTakenBack}. */
  private static final List<String> TAKEN_BACK =
      List.of("entered-in-error", "cancelled", "revoked", "aborted", "draft", "planned");

  private FactViews() {}

  /** The view definitions, in the order of the table. */
  public static List<ObjectNode> definitions() {
    List<ObjectNode> views = new ArrayList<>();
    for (Map.Entry<String, JsonNode> row : Names.read("fact-views.yaml").properties()) {
      views.add(view(row.getKey(), row.getValue()));
    }
    return views;
  }

  /** The Binary that carries each of them. */
  public static List<ObjectNode> binaries() {
    return definitions().stream().map(FactViews::binary).toList();
  }

  private static ObjectNode binary(ObjectNode view) {
    ObjectNode binary = JsonNodeFactory.instance.objectNode();
    binary.put("resourceType", "Binary").put("id", "view-" + view.path("name").asText());
    binary.put("contentType", "application/json");
    byte[] text = view.toString().getBytes(StandardCharsets.UTF_8);
    return binary.put("data", Base64.getEncoder().encodeToString(text));
  }

  private static ObjectNode view(String name, JsonNode row) {
    Profile profile =
        Arrays.stream(Profile.values())
            .filter(known -> known.id().equals(row.path("profile").asText()))
            .findFirst()
            .orElseThrow();
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("resourceType", TYPE);
    view.put("url", Canonical.BASE + "/ViewDefinition/" + name).put("name", name);
    new Bilingual(row.path("title").path("en").asText(), row.path("title").path("zh").asText())
        .put(view, "title");
    view.put("status", "active").put("resource", profile.resourceType());
    view.putArray("fhirVersion").add("4.0.1");
    ArrayNode columns = view.putArray("select").addObject().putArray("column");
    for (Map.Entry<String, JsonNode> column : row.path("columns").properties()) {
      columns
          .addObject()
          .put("name", column.getKey())
          .put("path", urls(column.getValue().path("path").asText()))
          .put("type", column.getValue().path("type").asText());
    }
    ArrayNode where = view.putArray("where");
    where.addObject().put("path", "meta.profile.where($this = '" + profile.url() + "').exists()");
    TAKEN_BACK.stream()
        .filter(profile::isTakenBack)
        .forEach(
            status ->
                where
                    .addObject()
                    .put("path", "status.where($this = '" + status + "').exists().not()"));
    if (row.has("where")) {
      where.addObject().put("path", urls(row.path("where").asText()));
    }
    return view;
  }

  private static String urls(String path) {
    return URL.matcher(path)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1).equals("ext")
                        ? Canonical.extension(match.group(2))
                        : Canonical.codeSystem(match.group(2))));
  }
}
