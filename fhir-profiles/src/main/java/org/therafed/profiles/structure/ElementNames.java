package org.therafed.profiles.structure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The names that FHIR R4 gives to its types and elements. The pack of definitions is read for them
 * when a name is first asked for: records of the registry hold none that is unknown.
 */
public final class ElementNames {
  private static final Pattern ID = Pattern.compile("\"id\":\"([A-Z][A-Za-z0-9]*[^\" ]*)\"");
  private static final String CHOICE = "[x]";

  private ElementNames() {}

  /** What the pack says, read once. */
  private static final class Known {
    private static final Set<String> NAMES = new HashSet<>();
    private static final Set<String> CHOICES = new HashSet<>();

    static {
      try (InputStream in = ElementNames.class.getResourceAsStream("r4.ndjson.gz");
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
        lines
            .lines()
            .filter(line -> line.startsWith("{\"resourceType\":\"StructureDefinition\""))
            .forEach(Known::read);
      } catch (IOException e) {
        throw new UncheckedIOException("The definitions of FHIR R4 are not on the class path", e);
      }
    }

    private static void read(String definition) {
      Matcher ids = ID.matcher(definition);
      while (ids.find()) {
        for (String step : ids.group(1).split("\\.", -1)) {
          String name = step.replaceFirst(":.*", "");
          if (name.endsWith(CHOICE)) {
            CHOICES.add(name.substring(0, name.length() - CHOICE.length()));
          } else {
            NAMES.add(name);
          }
        }
      }
    }
  }

  /**
   * Whether FHIR R4 has a type or element of a name.
   *
   * @param name as JSON has it: a choice with its type ({@code valueQuantity}), the object beside a
   *     simple value with its underscore
   */
  public static boolean isKnown(String name) {
    String plain = name.startsWith("_") ? name.substring(1) : name;
    if (Known.NAMES.contains(plain)) {
      return true;
    }
    for (int i = 1; i < plain.length(); i++) {
      if (Character.isUpperCase(plain.charAt(i))
          && Known.CHOICES.contains(plain.substring(0, i))
          && isType(plain.substring(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isType(String name) {
    String simple = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    return Known.NAMES.contains(name) || Primitives.isPrimitive(simple);
  }
}
