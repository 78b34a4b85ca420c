package org.therafed.registry.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.registry.records.Query.Part;

/**
 * Which elements of records are given: all, or those that {@code _summary} or {@code _elements}
 * asks for and those that a record must have. A record that is cut down is tagged SUBSETTED.
 *
 * @param form {@code false} (all), {@code true}, {@code text}, {@code data}, {@code count} or
 *     {@code elements}
 * @param elements top-level names, of the form {@code elements}
 * @see <a href="https://hl7.org/fhir/R4/search.html#summary">FHIR R4 search, summary</a>
 */
record Subset(String form, Set<String> elements) {

  static final Subset ALL = new Subset("false", Set.of());

  private static final Set<String> FORMS = Set.of("true", "text", "data", "count", "false");
  private static final List<String> ALWAYS =
      List.of("resourceType", "id", "meta", "implicitRules", "modifierExtension");

  /** Stems of elements whose names tell their types. */
  private static final Set<String> CHOICES =
      Set.of(
          "abatement",
          "asNeeded",
          "deceased",
          "effective",
          "medication",
          "multipleBirth",
          "occurrence",
          "onset",
          "performed",
          "quantity",
          "source",
          "value");

  /** By {@code type.summary} and {@code type.mandatory}. */
  private static final Map<String, List<String>> TABLE = table();

  /** Digits stay as they are written: 1.50 is not 1.5. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  Subset {
    elements = Set.copyOf(elements);
  }

  private static Map<String, List<String>> table() {
    Properties rows = new Properties();
    try (InputStream in = Subset.class.getResourceAsStream("summary-elements.properties")) {
      rows.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, List<String>> table = new TreeMap<>();
    rows.stringPropertyNames()
        .forEach(key -> table.put(key, names(rows.getProperty(key).strip(), " ")));
    return table;
  }

  private static List<String> names(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).filter(name -> !name.isEmpty()).toList();
  }

  /** The elements of a type in one column of the table, {@code summary} or {@code mandatory}. */
  static List<String> listed(String type, String column) {
    return TABLE.getOrDefault(type + "." + column, List.of());
  }

  /**
   * What the query asks for; the last of several.
   *
   * @return {@link #ALL} if it does not say
   */
  static Subset of(Query query) {
    Subset asked = ALL;
    for (Part part : query.parts()) {
      asked = named(part).orElse(asked);
    }
    return asked;
  }

  /** What a parameter asks for; empty if it is another one. */
  static Optional<Subset> named(Part part) {
    return switch (part.name()) {
      case "_summary" -> {
        if (!FORMS.contains(part.value())) {
          throw Values.unusable("_summary", "it is not true, text, data, count or false");
        }
        yield Optional.of(new Subset(part.value(), Set.of()));
      }
      case "_elements" ->
          Optional.of(
              new Subset(
                  "elements",
                  Values.alternatives("_elements", part.value()).stream()
                      .map(Values::plain)
                      .collect(Collectors.toCollection(LinkedHashSet::new))));
      default -> Optional.empty();
    };
  }

  boolean onlyCounts() {
    return form.equals("count");
  }

  /** What is given of records that come beside the matches: {@code _elements} names none there. */
  Subset beside() {
    return form.equals("elements") ? ALL : this;
  }

  /** The record's JSON with the elements that are given. */
  String of(Found found) {
    if (form.equals("false") || onlyCounts()) {
      return found.json();
    }
    try {
      ObjectNode record = (ObjectNode) JSON.readTree(found.json());
      record.remove(
          record.properties().stream()
              .map(Map.Entry::getKey)
              .filter(name -> !isGiven(found.type(), name))
              .toList());
      record
          .withObjectProperty("meta")
          .withArrayProperty("tag")
          .addObject()
          .put("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
          .put("code", "SUBSETTED");
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isGiven(String type, String jsonName) {
    String name = jsonName.startsWith("_") ? jsonName.substring(1) : jsonName;
    Stream<String> given =
        switch (form) {
          case "true" -> listed(type, "summary").stream();
          case "text" -> Stream.of("text");
          case "elements" -> elements.stream();
          default -> Stream.of(name).filter(each -> !each.equals("text"));
        };
    return ALWAYS.contains(name)
        || Stream.concat(given, listed(type, "mandatory").stream())
            .anyMatch(each -> isOf(each, name));
  }

  /** {@code value[x]}, and {@code value} of a query, are each element whose name begins so. */
  private static boolean isOf(String element, String name) {
    String stem = element.endsWith("[x]") ? element.substring(0, element.length() - 3) : element;
    return name.equals(element)
        || (name.startsWith(stem)
            && name.length() > stem.length()
            && CHOICES.contains(stem)
            && Character.isUpperCase(name.charAt(stem.length())));
  }
}
