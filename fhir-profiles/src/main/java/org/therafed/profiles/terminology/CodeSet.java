package org.therafed.profiles.terminology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The codings an element may carry: listed ones with their displays, and code systems taken by the
 * form of their codes. Only listed displays are texts that may leave a site.
 */
public final class CodeSet {
  private final String name;
  private final Map<String, Map<String, String>> listed;
  private final Map<String, Pattern> open;
  private final Set<String> displays;

  /**
   * A code set.
   *
   * @param name its name in the table
   * @param listed system → code → display
   * @param open system → form of the codes
   */
  public CodeSet(String name, Map<String, Map<String, String>> listed, Map<String, Pattern> open) {
    this.name = name;
    Map<String, Map<String, String>> copy = new HashMap<>();
    Set<String> texts = new HashSet<>();
    listed.forEach(
        (system, codes) -> {
          copy.put(system, Map.copyOf(codes));
          texts.addAll(codes.values());
        });
    this.listed = Map.copyOf(copy);
    this.open = Map.copyOf(open);
    this.displays = Set.copyOf(texts);
  }

  /** The name in the table, e.g. {@code product}. */
  public String name() {
    return name;
  }

  /** Whether the coding belongs to the set. */
  public boolean contains(String system, String code) {
    if (system == null || code == null) {
      return false;
    }
    Map<String, String> codes = listed.get(system);
    if (codes != null && codes.containsKey(code)) {
      return true;
    }
    Pattern form = open.get(system);
    return form != null
        && code.length() <= 128
        && form.matcher(code).matches()
        && (!system.equals(Systems.SNOMED) || SnomedId.isConcept(code));
  }

  /** Whether the set has any code of a system. */
  public boolean knowsSystem(String system) {
    return system != null && (listed.containsKey(system) || open.containsKey(system));
  }

  /** The display of a listed coding. */
  public Optional<String> display(String system, String code) {
    Map<String, String> codes = listed.get(system);
    return Optional.ofNullable(codes == null ? null : codes.get(code));
  }

  /** Whether a text is the display of a listed coding, letter for letter. */
  public boolean permitsText(String text) {
    return text != null && displays.contains(text);
  }

  /** System → form of the codes, for systems taken by form. */
  public Map<String, Pattern> open() {
    return open;
  }

  /** System → code → display of the listed codings. */
  public Map<String, Map<String, String>> listed() {
    return listed;
  }
}
