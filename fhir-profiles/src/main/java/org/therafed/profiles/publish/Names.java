package org.therafed.profiles.publish;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.therafed.profiles.profile.ProfileCode;

/** What people read as the names of elements, codes and rules, in English and Chinese. */
final class Names {
  private static final Names STANDARD = new Names();

  private final JsonNode elements = read("element-names.yaml");
  private final JsonNode codes = read("code-names.yaml");
  private final JsonNode rules = read("rules.yaml");

  private Names() {}

  static Names standard() {
    return STANDARD;
  }

  /** A table of this package. */
  static JsonNode read(String file) {
    try (InputStream in = Names.class.getResourceAsStream(file)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw ProfileCode.TABLE.with(
          e, safe("file", file), safe("path", "/"), safe("reason", "it cannot be read"));
    }
  }

  /** The name of an element by its path in the table; a name made of the path if none is listed. */
  Bilingual element(String profile, String path) {
    String last = path.substring(path.lastIndexOf('.') + 1).replaceAll("extension\\[(.*)]", "$1");
    for (String key : new String[] {profile + "." + path, path, last}) {
      JsonNode row = elements.path(key);
      if (row.isObject()) {
        return new Bilingual(row.path("en").asText(), row.path("zh").asText());
      }
    }
    String words = last.replaceAll("([A-Z])", " $1").replace('-', ' ').toLowerCase(Locale.ROOT);
    String name = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return new Bilingual(name, last);
  }

  /** Whether an element's name is listed. */
  boolean knowsElement(String profile, String path) {
    Bilingual name = element(profile, path);
    return name.zh().codePoints().anyMatch(c -> c > 0x2E00);
  }

  /** The display of a local code; {@code otherwise} in English where none is listed. */
  Bilingual code(String system, String code, String otherwise) {
    JsonNode row = codes.path(system).path(code);
    String english = row.isObject() ? row.path("en").asText(otherwise) : otherwise;
    return new Bilingual(english, row.isObject() ? row.path("zh").asText() : row.asText(""));
  }

  /** What a rule over several elements says, and how; missing if it is not listed. */
  JsonNode rule(String name) {
    return rules.path(name);
  }
}
