package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/**
 * What a Bundle says beyond its invariants: its links, and what a document or a message must hold.
 *
 * @see <a href="https://hl7.org/fhir/R4/bundle.html">FHIR R4 Bundle</a>
 * @see <a href="https://hl7.org/fhir/R4/documents.html#content">FHIR R4 documents, content</a>
 */
final class BundleCheck {
  private static final Phrase LINK_ONCE = new Phrase("each relation once", "每种链接关系只可出现一次");

  private static final Phrase NO_PAGES =
      new Phrase("no link to pages, which searches alone have", "只有检索结果才可有翻页链接");

  private static final Phrase IN_BUNDLE =
      new Phrase("a resource of the same Bundle", "须为同一 Bundle 中的资源");

  private static final String HISTORY = "/_history/";

  private static final Set<String> PAGES = Set.of("first", "previous", "next", "last");
  private static final Set<String> SEARCHES = Set.of("searchset", "history");

  /** By the type of the Bundle, what of its first resource must be in it. */
  private static final Map<String, Set<String>> HELD =
      Map.of(
          "document",
          Set.of(
              "subject",
              "author",
              "encounter",
              "custodian",
              "attester.party",
              "event.detail",
              "section.author",
              "section.focus",
              "section.entry"),
          "message",
          Set.of("focus"));

  private final Place place;
  private final JsonNode bundle;

  BundleCheck(Place place) {
    this.place = place;
    this.bundle = place.scope().resource();
  }

  /** Checks a link or an entry; of any other element there is nothing to say. */
  void check(Shape shape, JsonNode value) {
    switch (shape.definition().id()) {
      case "Bundle.link" -> link(shape, value);
      case "Bundle.entry" -> {
        if (index() == 0) {
          Set<String> held = HELD.getOrDefault(bundle.path("type").asText(), Set.of());
          held(shape, held, value.path("resource"), "", ".resource");
        }
      }
      default -> {}
    }
  }

  private void link(Shape shape, JsonNode link) {
    String relation = link.path("relation").asText();
    boolean pages = PAGES.contains(relation);
    boolean search = SEARCHES.contains(bundle.path("type").asText());
    if (pages && !search) {
      place.addAt(".relation", Kind.URI, shape, NO_PAGES.en(), NO_PAGES);
    }
    boolean unique = relation.equals("self") || (pages && search);
    for (int i = index() - 1; i >= 0 && unique; i--) {
      if (bundle.path("link").path(i).path("relation").asText().equals(relation)) {
        place.add(Kind.TOO_MANY, shape, "1", LINK_ONCE);
        return;
      }
    }
  }

  /** Which of its kind the element is; the last part of the path. */
  private int index() {
    String path = place.path();
    return Integer.parseInt(path, path.lastIndexOf('[') + 1, path.length() - 1, 10);
  }

  /** Follows the elements on the way to what must be held; sections have sections. */
  private void held(Shape shape, Set<String> held, JsonNode node, String name, String path) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = name.isEmpty() ? field.getKey() : name + "." + field.getKey();
      String below = path + "." + field.getKey();
      String stem = at.replace("section.section", "section");
      boolean leads =
          held.stream().anyMatch(each -> each.equals(stem) || each.startsWith(stem + "."));
      JsonNode value = field.getValue();
      if (leads && value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          one(shape, held, value.get(i), stem, below + "[" + i + "]");
        }
      } else if (leads) {
        one(shape, held, value, stem, below);
      }
    }
  }

  private void one(Shape shape, Set<String> held, JsonNode value, String name, String path) {
    if (!held.contains(name)) {
      held(shape, held, value, name, path);
      return;
    }
    String reference = value.path("reference").asText();
    if (!reference.isEmpty() && !reference.startsWith("#") && !isHere(reference)) {
      place.addAt(path, Kind.REFERENCE, shape, IN_BUNDLE.en(), IN_BUNDLE);
    }
  }

  /** Of a reference to a version, that version must be here. */
  private boolean isHere(String reference) {
    int history = reference.indexOf(HISTORY);
    String resource = history < 0 ? reference : reference.substring(0, history);
    JsonNode target = place.scope().references().resolve(resource);
    return target != null
        && (history < 0
            || target
                .path("meta")
                .path("versionId")
                .asText()
                .equals(reference.substring(history + HISTORY.length())));
  }
}
