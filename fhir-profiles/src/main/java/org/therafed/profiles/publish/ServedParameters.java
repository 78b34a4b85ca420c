package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.therafed.profiles.profile.Canonical;

/** The search parameters that a registry serves: those of R4 that the profiles need, and ours. */
public final class ServedParameters {
  private static final String R4 = "http://hl7.org/fhir/SearchParameter/";
  private static final Pattern EXTENSION =
      Pattern.compile("extension\\.where\\(url = '([^']+)'\\)\\.value\\.as\\(([A-Za-z]+)\\)");
  private static final List<ServedParameter> ALL =
      Stream.concat(ofR4().stream(), ours().stream())
          .sorted(Comparator.comparing(ServedParameter::base).thenComparing(ServedParameter::code))
          .toList();

  private ServedParameters() {}

  /** All, by resource type and code. */
  public static List<ServedParameter> all() {
    return ALL;
  }

  /** Those of a resource type, by code. */
  public static List<ServedParameter> of(String type) {
    return ALL.stream().filter(parameter -> parameter.base().equals(type)).toList();
  }

  private static List<ServedParameter> ofR4() {
    List<ServedParameter> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> base : Names.read("served-parameters.yaml").properties()) {
      for (Map.Entry<String, JsonNode> row : base.getValue().properties()) {
        JsonNode said = row.getValue();
        all.add(
            new ServedParameter(
                base.getKey(),
                row.getKey(),
                said.path("type").asText(),
                List.of(said.path("at").asText().split(" \\| ", -1)),
                texts(said.path("target")),
                R4 + said.path("r4").asText()));
      }
    }
    return all;
  }

  private static List<ServedParameter> ours() {
    List<ServedParameter> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> row : Names.read("search-parameters.yaml").properties()) {
      JsonNode said = row.getValue();
      String base = said.path("base").asText();
      all.add(
          new ServedParameter(
              base,
              said.path("code").asText(),
              said.path("type").asText(),
              List.of(element(base, said.path("expression").asText())),
              texts(said.path("target")),
              Canonical.BASE + "/SearchParameter/" + row.getKey()));
    }
    return all;
  }

  /** The element of a published expression, whose form is a path or one extension's value. */
  private static String element(String base, String expression) {
    String below = expression.substring(base.length() + 1);
    Matcher extension = EXTENSION.matcher(below);
    if (!extension.matches()) {
      return below;
    }
    String type = extension.group(2);
    return "extension["
        + extension.group(1)
        + "].value"
        + Character.toUpperCase(type.charAt(0))
        + type.substring(1);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
