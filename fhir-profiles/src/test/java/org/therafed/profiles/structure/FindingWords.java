package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A violation in the words that the classes of difference are told by. Of a text it says where it
 * is a blank and nothing else. Of a reference it says what it names only where, looked up apart
 * from the validator, the literal {@code Type/id} names a type that none of the wanted profiles is
 * of: any other finding on a reference has no class.
 */
final class FindingWords {
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:https?://[^/]+/(?:[^/]+/)*)?([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}(?:/_history/[0-9]+)?");
  private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\[([0-9]+)])?");
  private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

  private final Map<String, String> typeByProfile = new HashMap<>();

  /** With the types of the profiles that a reference may ask for. */
  FindingWords(Collection<JsonNode> definitions) {
    for (JsonNode each : definitions) {
      if (each.path("resourceType").asText().equals("StructureDefinition")) {
        typeByProfile.put(each.path("url").asText(), each.path("type").asText());
      }
    }
  }

  String of(Violation violation, JsonNode resource) {
    String words = violation.kind() + " " + violation.rule() + " @" + violation.path();
    if (violation.kind() == Violation.Kind.TYPE) {
      return isBlank(violation, resource) ? words + " of blanks" : words;
    }
    if (violation.kind() == Violation.Kind.BINDING) {
      return words + places(violation, resource).map(FindingWords::codes).findFirst().orElse("");
    }
    if (violation.kind() == Violation.Kind.PATTERN || violation.kind() == Violation.Kind.FIXED) {
      boolean there = places(violation, resource).anyMatch(value -> !value.isMissingNode());
      return there ? words : words + " without a value";
    }
    if (violation.rule().startsWith("txt-") && says(resource, "<!DOCTYPE")) {
      return words + " of a DOCTYPE";
    }
    if (violation.rule().equals("dom-3") && namesWhatIsContained(resource)) {
      return words + " of what the narrative names";
    }
    if (violation.kind() != Violation.Kind.REFERENCE) {
      return words;
    }
    Set<String> wanted =
        Arrays.stream(violation.rule().split(" or ", -1))
            .map(this::type)
            .collect(Collectors.toSet());
    if (wanted.contains("Resource") || wanted.contains("")) {
      return words;
    }
    return places(violation, resource)
        .map(FindingWords::named)
        .filter(type -> !type.isEmpty() && !wanted.contains(type))
        .findFirst()
        .map(type -> words + " names a " + type)
        .orElse(words);
  }

  /**
   * What HAPI found, in its own words; what it takes back where one coding of the set is enough for
   * a concept is left out, or marked where there is nothing else.
   */
  static List<String> ofHapi(
      List<String> findings, List<String> withOneCodingEnough, JsonNode resource) {
    return withOneCodingEnough.isEmpty()
        ? findings.stream()
            .map(finding -> finding + " where one coding of the set is not enough")
            .toList()
        : withOneCodingEnough.stream().map(finding -> ofHapi(finding, resource)).toList();
  }

  /**
   * One of them; of a period, whether one end is less precise; of a range, whether its units
   * differ; of a narrative, whether all it says is CDATA.
   */
  private static String ofHapi(String finding, JsonNode resource) {
    if (finding.contains("#per-1 @") && hasUnequalEnds(resource)) {
      return finding + " of unequal precision";
    }
    if (finding.contains("#rng-2 @") && hasUnits(resource)) {
      return finding + " of two units";
    }
    if (finding.contains("#txt-2 @") && says(resource, "<![CDATA[")) {
      return finding + " of CDATA";
    }
    return finding;
  }

  /** Whether a range of the resource has two units of UCUM. */
  private static boolean hasUnits(JsonNode node) {
    JsonNode low = node.path("low");
    JsonNode high = node.path("high");
    boolean units =
        low.path("system").asText().equals(Grammars.UCUM)
            && high.path("system").asText().equals(Grammars.UCUM)
            && !low.path("code").asText().equals(high.path("code").asText());
    return units
        || StreamSupport.stream(node.spliterator(), false).anyMatch(FindingWords::hasUnits);
  }

  /** Whether the narrative of a resource, or of an entry of it, has a text. */
  private static boolean says(JsonNode resource, String text) {
    return parts(resource).anyMatch(part -> part.at("/text/div").asText().contains(text));
  }

  /** Whether a period of the resource has an end that is the beginning of its other end. */
  private static boolean hasUnequalEnds(JsonNode node) {
    String start = node.path("start").asText();
    String end = node.path("end").asText();
    boolean unequal =
        start.length() != end.length()
            && !end.isEmpty()
            && (start.startsWith(end) || end.startsWith(start));
    return (unequal && !start.isEmpty())
        || StreamSupport.stream(node.spliterator(), false).anyMatch(FindingWords::hasUnequalEnds);
  }

  private static boolean namesWhatIsContained(JsonNode resource) {
    return parts(resource)
        .flatMap(part -> StreamSupport.stream(part.path("contained").spliterator(), false))
        .anyMatch(inner -> says(resource, "=\"#" + inner.path("id").asText() + "\""));
  }

  /** The type that a literal reference names; without one, that which the reference says. */
  private static String named(JsonNode reference) {
    Matcher literal = LITERAL.matcher(reference.path("reference").asText());
    if (literal.matches()) {
      return literal.group(1);
    }
    return reference.has("reference") ? "" : reference.path("type").asText();
  }

  /** What is peculiar to the codes of a concept, coding or quantity; empty for nothing. */
  private static String codes(JsonNode value) {
    JsonNode codings =
        value.has("coding")
            ? value.path("coding")
            : JsonNodeFactory.instance.arrayNode().add(value);
    boolean bare = false;
    boolean units = false;
    for (JsonNode coding : codings) {
      bare |= coding.has("code") && !coding.has("system");
      units |= coding.path("system").asText().equals(Grammars.UCUM);
    }
    return bare ? " of a code without its system" : units ? " of a unit of UCUM" : "";
  }

  private static boolean isBlank(Violation violation, JsonNode resource) {
    return places(violation, resource)
        .anyMatch(value -> value.isTextual() && value.textValue().equals(" "));
  }

  /** What stands at the place of a violation, in the document or in an entry of it. */
  private static Stream<JsonNode> places(Violation violation, JsonNode resource) {
    return parts(resource)
        .filter(part -> violation.path().startsWith(part.path("resourceType").asText() + "."))
        .map(part -> at(part, violation.path()));
  }

  /** A resource and, of a bundle, those in it, which are judged by themselves too. */
  private static Stream<JsonNode> parts(JsonNode resource) {
    return Stream.concat(
        Stream.of(resource),
        StreamSupport.stream(resource.path("entry").spliterator(), false)
            .map(entry -> entry.path("resource")));
  }

  /** The type of a profile; empty where it is not at hand. */
  private String type(String profile) {
    return profile.startsWith(BASE)
        ? profile.substring(BASE.length())
        : typeByProfile.getOrDefault(profile, "");
  }

  private static JsonNode at(JsonNode resource, String path) {
    JsonNode node = resource;
    for (String part : path.substring(path.indexOf('.') + 1).split("\\.", -1)) {
      Matcher step = STEP.matcher(part);
      if (!step.matches()) {
        return MissingNode.getInstance();
      }
      node = field(node, step.group(1));
      if (step.group(2) != null && node.isArray()) {
        node = node.path(Integer.parseInt(step.group(2)));
      }
    }
    return node;
  }

  /** A field by its name, or a choice by its name without the type. */
  private static JsonNode field(JsonNode node, String name) {
    if (node.has(name)) {
      return node.path(name);
    }
    return node.path(name + "Reference");
  }
}
