package org.therafed.profiles.profile;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Fault;

/**
 * Reads one profile table. {@code docs/profile-tables.md} describes its form. Rows that every
 * profile shares (resourceType, id, meta.profile) are added here.
 */
final class ProfileReader {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> SECTIONS =
      Set.of("profile", "resourceType", "title", "elements", "choices", "invariants", "alsoClaims");
  private static final Pattern EXTENSION = Pattern.compile("extension\\[([a-z0-9-]+)]");
  private static final Pattern STEP = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

  private final Profile profile;
  private final String file;
  private final Map<String, ElementRule> rules = new LinkedHashMap<>();
  private final Map<String, ElementCursor> cursors = new HashMap<>();
  private final Map<String, String> extensionUrls = new HashMap<>();

  private ProfileReader(Profile profile, String file) {
    this.profile = profile;
    this.file = file;
  }

  /**
   * Reads a table.
   *
   * @param profile the profile it must describe
   * @param file its name, for messages
   * @param yaml the document
   * @throws Fault FP-TABLE-001 with file, path and reason
   */
  static ProfileDefinition read(Profile profile, String file, byte[] yaml) {
    try {
      return new ProfileReader(profile, file).read(MAPPER.readTree(yaml));
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "?" : "line " + e.getLocation().getLineNr();
      throw ProfileCode.TABLE.with(
          e,
          safe("file", file),
          safe("path", line),
          safe("reason", "it is no YAML, or a key stands twice"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the rows of one extension that no record carries, but a definition does.
   *
   * @throws Fault FP-TABLE-001 with file, path and reason
   */
  static ElementCursor extension(String file, byte[] yaml) throws IOException {
    ProfileReader reader = new ProfileReader(null, file);
    reader.cursors.put(
        "",
        new ElementCursor(
            new ElementRule(
                "", 1, 1, false, ElementType.RESOURCE, DeidAction.KEEP, Constraints.NONE)));
    MAPPER
        .readTree(yaml)
        .properties()
        .forEach(
            row -> reader.add(row.getKey(), new RowReader(file, row.getKey(), row.getValue())));
    return reader.cursors.get("").extensions().iterator().next();
  }

  private ProfileDefinition read(JsonNode document) {
    for (Map.Entry<String, JsonNode> section : document.properties()) {
      if (!SECTIONS.contains(section.getKey())) {
        throw fault(section.getKey(), "the section is not known");
      }
    }
    if (!profile.id().equals(document.path("profile").asText())
        || !profile.resourceType().equals(document.path("resourceType").asText())) {
      throw fault("profile", "profile or resourceType is not " + profile.id());
    }
    addCommonRows();
    if (!document.path("elements").isObject()) {
      throw fault("elements", "no elements are given");
    }
    document
        .path("elements")
        .properties()
        .forEach(row -> add(row.getKey(), new RowReader(file, row.getKey(), row.getValue())));
    return new ProfileDefinition(
        profile,
        title(document.path("title")),
        rules,
        cursors.get(""),
        choices(document.path("choices")),
        texts(document.path("invariants")),
        texts(document.path("alsoClaims")));
  }

  private Title title(JsonNode title) {
    return new Title(title.path("en").asText(profile.id()), title.path("zh").asText(profile.id()));
  }

  private void addCommonRows() {
    cursors.put(
        "",
        new ElementCursor(
            new ElementRule(
                "", 1, 1, false, ElementType.RESOURCE, DeidAction.KEEP, Constraints.NONE)));
    register(
        new ElementRule(
            "resourceType",
            1,
            1,
            false,
            ElementType.CODE,
            DeidAction.KEEP,
            new Constraints(
                Set.of(profile.resourceType()),
                null,
                Set.of(),
                null,
                Precision.ANY,
                false,
                Set.of(),
                null)));
    register(
        new ElementRule(
            "id",
            1,
            1,
            false,
            ElementType.ID,
            DeidAction.ID,
            new Constraints(Set.of(), null, Set.of(), null, Precision.ANY, false, Set.of(), ID)));
    register(
        new ElementRule("meta", 1, 1, false, ElementType.META, DeidAction.KEEP, Constraints.NONE));
    register(
        new ElementRule(
            "meta.profile",
            1,
            Integer.MAX_VALUE,
            true,
            ElementType.CANONICAL,
            DeidAction.KEEP,
            Constraints.NONE));
  }

  private void add(String path, RowReader row) {
    String step = path.substring(path.lastIndexOf('.') + 1);
    if (EXTENSION.matcher(step).matches()) {
      addExtension(path, row);
      return;
    }
    if (!STEP.matcher(step).matches()) {
      throw row.fault("the path is not made of FHIR element names");
    }
    ElementType type = row.type("type");
    ElementRule rule = rule(path, row, type, row.min(), row.max(), row.list());
    register(rule);
    new TypeParts(this::register).expand(rule, row);
  }

  private void addExtension(String path, RowReader row) {
    String name = path.substring(path.lastIndexOf('[') + 1, path.length() - 1);
    boolean nested = path.contains(".extension[");
    String url = row.text("url", nested ? name : Canonical.extension(name));
    extensionUrls.put(path, url);
    register(
        new ElementRule(
            path,
            row.min(),
            row.max(),
            true,
            ElementType.EXTENSION,
            DeidAction.KEEP,
            Constraints.NONE));
    register(
        new ElementRule(
            path + ".url",
            1,
            1,
            false,
            ElementType.URI,
            DeidAction.KEEP,
            new Constraints(
                Set.of(url), null, Set.of(), null, Precision.ANY, false, Set.of(), null)));
    if (row.has("value")) {
      ElementType type = row.type("value");
      String fhirName = type.fhirName();
      String valueName =
          "value" + Character.toUpperCase(fhirName.charAt(0)) + fhirName.substring(1);
      ElementRule value = rule(path + "." + valueName, row, type, 1, 1, false);
      register(value);
      new TypeParts(this::register).expand(value, row);
    }
  }

  private static ElementRule rule(
      String path, RowReader row, ElementType type, int min, int max, boolean list) {
    return new ElementRule(path, min, max, list, type, row.action(type), row.constraints(type));
  }

  private void register(ElementRule rule) {
    int dot = rule.path().lastIndexOf('.');
    String parentPath = dot < 0 ? "" : rule.path().substring(0, dot);
    ElementCursor parent = cursors.get(parentPath);
    if (parent == null) {
      throw fault(rule.path(), "its parent has no row before it");
    }
    if (parent.rule().type().primitive()) {
      throw fault(rule.path(), "its parent is a primitive");
    }
    ElementCursor cursor = new ElementCursor(rule);
    if (rules.put(rule.path(), rule) != null) {
      throw fault(rule.path(), "the element has two rows");
    }
    cursors.put(rule.path(), cursor);
    if (rule.type() == ElementType.EXTENSION) {
      parent.addExtension(extensionUrls.get(rule.path()), cursor);
    } else {
      parent.addChild(rule.name(), cursor);
    }
  }

  private List<Choice> choices(JsonNode node) {
    List<Choice> choices = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      List<String> of = List.copyOf(texts(entry.getValue().path("of")));
      for (String name : of) {
        if (!rules.containsKey(name)) {
          throw fault("choices." + entry.getKey(), "the element " + name + " has no row");
        }
      }
      if (of.isEmpty()) {
        throw fault("choices." + entry.getKey(), "it names no element");
      }
      choices.add(new Choice(entry.getKey(), of, entry.getValue().path("min").asInt(0)));
    }
    return choices;
  }

  private static Set<String> texts(JsonNode node) {
    Set<String> texts = new LinkedHashSet<>();
    node.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private Fault fault(String path, String reason) {
    return ProfileCode.TABLE.with(safe("file", file), safe("path", path), safe("reason", reason));
  }
}
