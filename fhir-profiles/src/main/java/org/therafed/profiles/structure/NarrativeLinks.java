package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The local links of a narrative ({@code href="#a"}, {@code src="#a"}) and what they name. */
final class NarrativeLinks {
  private static final Pattern LINK =
      Pattern.compile("\\s(?:src|href)\\s*=\\s*(?:\"#([^\"]+)\"|'#([^']+)')");

  private NarrativeLinks() {}

  /** What the links of an XHTML text name, in their order. */
  static List<String> of(String xhtml) {
    List<String> names = new ArrayList<>();
    Matcher link = LINK.matcher(xhtml);
    while (link.find()) {
      names.add(link.group(1) == null ? link.group(2) : link.group(1));
    }
    return names;
  }

  /** Whether a resource, what it contains, or a narrative of theirs has an id or anchor. */
  static boolean isIn(JsonNode node, String name) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isTextual() && isNamed(field.getKey(), value.textValue(), name)) {
        return true;
      }
      if (value.isContainerNode() && isIn(value, name)) {
        return true;
      }
    }
    if (node.isArray()) {
      for (JsonNode item : node) {
        if (isIn(item, name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNamed(String field, String text, String name) {
    return switch (field) {
      case "id" -> text.equals(name);
      case "div" ->
          Pattern.compile("\\s(?:id|name)\\s*=\\s*[\"']" + Pattern.quote(name) + "[\"']")
              .matcher(text)
              .find();
      default -> false;
    };
  }
}
