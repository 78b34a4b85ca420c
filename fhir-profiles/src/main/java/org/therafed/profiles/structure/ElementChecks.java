package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/** What an element says about one value: fixed, pattern, binding, bounds, unit, target. */
final class ElementChecks {
  private static final Phrase ABSOLUTE = new Phrase("an absolute URI", "须为绝对 URI");

  private static final Phrase UNIQUE_LABEL = new Phrase("each label once", "每个标签只可出现一次");

  private static final Phrase OF_RESOURCE =
      new Phrase("an address that ends in the type and id of its resource", "地址须以其资源的“类型/id”结尾");

  private static final Phrase OF_ELEMENT =
      new Phrase("a link to an id of the same resource", "本地链接须指向同一资源中的 id");

  /** The URL by which a definition is known; that of an extension names its definition. */
  private static final Pattern DEFINITION_URL =
      Pattern.compile("(?!Extension)[A-Z][A-Za-z]+\\.url");

  /** Types of Bundles whose entries need no address (R4 section 2.36.4). */
  private static final Set<String> WITHOUT_ADDRESS =
      Set.of("transaction", "transaction-response", "batch", "batch-response");

  private final Place place;

  ElementChecks(Place place) {
    this.place = place;
  }

  void check(Shape shape, TypeReference type, JsonNode value) {
    ElementDefinition row = shape.definition();
    if (row.fixed() != null && !Match.fixed(row.fixed(), value)) {
      place.add(Kind.FIXED, shape, "", Phrase.same(row.fixed().toString()));
    }
    if (row.pattern() != null && !Match.pattern(row.pattern(), value)) {
      place.add(Kind.PATTERN, shape, "", Phrase.same(row.pattern().toString()));
    }
    if (row.binding().required() != null) {
      binding(shape, row.binding(), type.code(), value);
    }
    if (value.isTextual() && row.longest() > 0 && value.textValue().length() > row.longest()) {
      place.add(
          Kind.LENGTH,
          shape,
          Integer.toString(row.longest()),
          new Phrase("at most " + row.longest() + " characters", "最多 " + row.longest() + " 个字符"));
    }
    bounds(shape, value);
    switch (type.code()) {
      case "Quantity", "Age", "Duration", "Count", "Distance", "SimpleQuantity" -> {
        unit(shape, value);
        system(shape, value);
      }
      case "Coding" -> known(shape, value, "");
      case "CodeableConcept" -> concept(shape, value);
      case "Identifier" -> {
        system(shape, value);
        uriIdentifier(shape, value);
      }
      case "Reference" -> new ReferenceCheck(place).check(shape, type, value);
      case "Meta" -> labels(shape, value);
      case "BackboneElement" -> {
        entry(shape, value);
        new BundleCheck(place).check(shape, value);
      }
      case "xhtml" -> narrative(shape, value);
      case "Extension" -> extensionUrl(shape, value);
      case "uri" -> {
        fullUrl(shape, value);
        definitionUrl(shape, value);
      }
      case "canonical" -> canonical(shape, value);
      default -> {}
    }
  }

  private void bounds(Shape shape, JsonNode value) {
    ElementDefinition row = shape.definition();
    if (value.isNumber()) {
      boolean low =
          row.least() != null
              && row.least().isNumber()
              && value.decimalValue().compareTo(row.least().decimalValue()) < 0;
      boolean high =
          row.most() != null
              && row.most().isNumber()
              && value.decimalValue().compareTo(row.most().decimalValue()) > 0;
      if (low || high) {
        place.add(Kind.RANGE, shape, (low ? row.least() : row.most()).asText());
      }
    }
  }

  /** A unit of UCUM must be one. */
  private void unit(Shape shape, JsonNode quantity) {
    JsonNode code = quantity.path("code");
    if (quantity.path("system").asText().equals(Grammars.UCUM)
        && code.isTextual()
        && !Grammars.isUnit(code.textValue())) {
      place.add(Kind.UNIT, shape, "UCUM");
    }
  }

  private void concept(Shape shape, JsonNode concept) {
    JsonNode codings = concept.path("coding");
    for (int i = 0; i < codings.size(); i++) {
      known(shape, codings.get(i), ".coding[" + i + "]");
    }
  }

  /** A code of a code system that is known as a whole must be one of its codes. */
  private void known(Shape shape, JsonNode coding, String part) {
    JsonNode code = coding.path("code");
    String system = coding.path("system").asText("");
    if (code.isTextual() && !mayExist(system, code.textValue())) {
      place.addAt(part, Kind.CODE_SYSTEM, shape, system);
    }
  }

  private boolean mayExist(String system, String code) {
    return system.equals(Grammars.UCUM)
        ? Grammars.isUnit(code)
        : place.definitions().valueSets().inSystem(system, code) != Verdict.NO;
  }

  /** A system is named by an absolute URI (R4 section 2.24.0.8). */
  private void system(Shape shape, JsonNode value) {
    JsonNode system = value.path("system");
    if (system.isTextual() && !Match.isAbsolute(system.textValue())) {
      place.addAt(".system", Kind.URI, shape, ABSOLUTE.en(), ABSOLUTE);
    }
  }

  /** An identifier that says it is a URI must be an absolute one (R4 section 2.24.0.8). */
  private void uriIdentifier(Shape shape, JsonNode identifier) {
    JsonNode value = identifier.path("value");
    if (identifier.path("system").asText().equals("urn:ietf:rfc:3986")
        && value.isTextual()
        && !Match.isAbsolute(value.textValue())) {
      place.addAt(".value", Kind.URI, shape, ABSOLUTE.en(), ABSOLUTE);
    }
  }

  /** The URL of an extension is absolute, except within another extension (R4 section 2.4.1.3). */
  private void extensionUrl(Shape shape, JsonNode extension) {
    String path = place.path();
    boolean within = path.lastIndexOf(".extension[") > path.indexOf(".extension[");
    String url = extension.path("url").asText("");
    if (!within && !url.isEmpty() && !Match.isAbsolute(url)) {
      place.add(Kind.URI, shape, ABSOLUTE);
    }
  }

  /** A canonical is absolute, or names a contained resource (R4 section 2.24.0.2). */
  private void canonical(Shape shape, JsonNode url) {
    if (url.isTextual() && !url.textValue().startsWith("#") && !Match.isAbsolute(url.textValue())) {
      place.add(Kind.URI, shape, ABSOLUTE.en(), ABSOLUTE);
    }
  }

  /** What a definition is referred to by is a canonical (R4, e.g. Questionnaire.url). */
  private void definitionUrl(Shape shape, JsonNode url) {
    if (DEFINITION_URL.matcher(shape.definition().id()).matches()) {
      canonical(shape, url);
    }
  }

  /** A local link names an element of the resource or of the narrative (R4 section 2.4.0). */
  private void narrative(Shape shape, JsonNode div) {
    Scope scope = place.scope();
    if (div.isTextual()
        && NarrativeLinks.of(div.textValue()).stream()
            .anyMatch(
                link ->
                    !NarrativeLinks.isIn(scope.resource(), link)
                        && !NarrativeLinks.isIn(scope.root(), link))) {
      place.add(Kind.URI, shape, OF_ELEMENT.en(), OF_ELEMENT);
    }
  }

  /** "The Absolute URL for the resource" (R4 Bundle.entry.fullUrl). */
  private void fullUrl(Shape shape, JsonNode url) {
    if (shape.definition().id().equals("Bundle.entry.fullUrl")
        && url.isTextual()
        && !Match.isAbsolute(url.textValue())) {
      place.add(Kind.URI, shape, ABSOLUTE.en(), ABSOLUTE);
    }
  }

  /**
   * "If fullUrl is not a urn:uuid: the URL shall be version-independent URL consistent with the
   * Resource.id" (R4 Bundle.entry.fullUrl).
   */
  private void entry(Shape shape, JsonNode entry) {
    String url = entry.path("fullUrl").asText("");
    JsonNode resource = entry.path("resource");
    if (!shape.definition().id().equals("Bundle.entry")) {
      return;
    }
    if (!entry.has("fullUrl")
        && !WITHOUT_ADDRESS.contains(place.scope().resource().path("type").asText())) {
      // "Except for transactions and batches, each entry in a Bundle must have a fullUrl."
      place.addAt(".fullUrl", Kind.REQUIRED, shape, "1");
    }
    if (!resource.isObject() || place.definitions().type(Match.typeOfAddress(url)).isEmpty()) {
      return;
    }
    String name = resource.path("resourceType").asText() + "/" + resource.path("id").asText();
    if (!resource.has("id") || !url.endsWith("/" + name)) {
      place.addAt(".fullUrl", Kind.URI, shape, OF_RESOURCE.en(), OF_RESOURCE);
    }
  }

  /** Security labels are a set, by system and code (R4 section 2.26.3.5). */
  private void labels(Shape shape, JsonNode meta) {
    Set<String> seen = new HashSet<>();
    JsonNode labels = meta.path("security");
    for (int i = 0; i < labels.size(); i++) {
      JsonNode label = labels.get(i);
      if (!seen.add(label.path("system").asText() + "#" + label.path("code").asText())) {
        place.addAt(".security[" + i + "]", Kind.TOO_MANY, shape, "1", UNIQUE_LABEL);
      }
    }
  }

  private void binding(Shape shape, Binding binding, String type, JsonNode value) {
    String url = binding.required();
    ValueSets sets = place.definitions().valueSets();
    if (type.equals("CodeableConcept")
        && binding.needed()
        && value.path("coding").isEmpty()
        && sets.knows(url)) {
      // "The concept SHALL be from the specified value set" (R4 section 4.1.4.1): words are none.
      place.add(Kind.BINDING, shape, url);
      return;
    }
    Optional<CodeList> codes = sets.find(url);
    if (codes.isEmpty()) {
      return;
    }
    boolean holds =
        switch (type) {
          case "code", "string", "uri" ->
              !value.isTextual() || codes.get().contains(value.textValue());
          case "Coding", "Quantity" -> coding(codes.get(), value);
          case "CodeableConcept" -> concept(codes.get(), value);
          default -> true;
        };
    if (!holds) {
      place.add(Kind.BINDING, shape, url);
    }
  }

  private static boolean coding(CodeList codes, JsonNode coding) {
    return !coding.path("code").isTextual()
        || codes.contains(coding.path("system").asText(), coding.path("code").textValue());
  }

  /** One coding of the set is enough; a concept without codings is asked for its code above. */
  private static boolean concept(CodeList codes, JsonNode concept) {
    JsonNode codings = concept.path("coding");
    for (JsonNode coding : codings) {
      if (coding.path("code").isTextual()
          && codes.contains(coding.path("system").asText(), coding.path("code").textValue())) {
        return true;
      }
    }
    return codings.isEmpty();
  }

  /** Any of some URLs. */
  static Phrase anyOf(List<String> urls) {
    return new Phrase(String.join(" or ", urls), String.join(" 或 ", urls));
  }
}
