package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.fhirpath.FhirPath;

/**
 * Where an extension may stand (StructureDefinition.context), compiled.
 *
 * @param anywhere whether any element may have it
 * @param elements ids of elements, and names of types, of the definitions of R4
 * @param extensions URLs of the extensions that may hold it, as part or at their value
 * @param paths expressions over the resource that yield the elements that may have it
 * @param invariants what the element that has it must fulfil
 * @see <a href="https://hl7.org/fhir/R4/defining-extensions.html#context">R4, context of an
 *     extension</a>
 */
record ExtensionContext(
    boolean anywhere,
    Set<String> elements,
    Set<String> extensions,
    List<FhirPath> paths,
    List<FhirPath> invariants) {

  /** What begins the id of an element of another definition than that of R4. */
  private static final char OF_PROFILE = '#';

  /** A variable that only HL7's tools know; what asks for it is not judged. */
  private static final String EXTENSION_ITSELF = "%extension";

  ExtensionContext {
    elements = Set.copyOf(elements);
    extensions = Set.copyOf(extensions);
    paths = List.copyOf(paths);
    invariants = List.copyOf(invariants);
  }

  /** Reads the contexts of a StructureDefinition; without any, the extension may stand nowhere. */
  static ExtensionContext read(JsonNode definition) {
    String url = definition.path("url").asText();
    Set<String> elements = new HashSet<>(Errata.contexts(url));
    Set<String> extensions = new HashSet<>();
    List<FhirPath> paths = new ArrayList<>();
    for (JsonNode context : definition.path("context")) {
      String expression = context.path("expression").asText();
      switch (context.path("type").asText()) {
        case "element" -> elements.add(element(expression));
        case "extension" -> extensions.add(expression);
        case "fhirpath" -> paths.add(FhirPath.compile(expression));
        default -> {}
      }
    }
    List<FhirPath> invariants = new ArrayList<>();
    for (JsonNode invariant : definition.path("contextInvariant")) {
      if (!invariant.asText().contains(EXTENSION_ITSELF)) {
        invariants.add(FhirPath.compile(invariant.asText()));
      }
    }
    boolean anywhere = elements.contains("Element") || elements.contains("Any");
    return new ExtensionContext(anywhere, elements, extensions, paths, invariants);
  }

  /** The id of an element of R4; of an element of a profile, that which it constrains. */
  private static String element(String expression) {
    String id = expression.substring(expression.indexOf(OF_PROFILE) + 1);
    return id.replaceAll(":[^.]*", "");
  }

  /** The places, for a message: those the definition names, in the order of the alphabet. */
  String places(String separator) {
    Set<String> all = new LinkedHashSet<>(elements.stream().sorted().toList());
    all.addAll(extensions.stream().sorted().toList());
    paths.forEach(path -> all.add(path.toString()));
    return String.join(separator, all);
  }
}
