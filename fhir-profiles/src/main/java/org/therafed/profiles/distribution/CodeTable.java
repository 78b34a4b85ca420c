package org.therafed.profiles.distribution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;

/**
 * Codes of one or several systems with their displays, as a package brings them: above all what
 * differs by city or year, such as DRG and DIP groups.
 */
public final class CodeTable {

  static final String HEADER = "system,code,en,zh";

  private final Map<String, Map<String, Display>> bySystem;

  private CodeTable(Map<String, Map<String, Display>> bySystem) {
    this.bySystem = bySystem;
  }

  /** The display of a code; a language that the table leaves out is empty. */
  public record Display(String en, String zh) {}

  /**
   * The codes of all tables of a package.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PACKAGE-006 with file, line and reason
   */
  public static CodeTable of(SignedPackage source) {
    Map<String, Map<String, Display>> bySystem = new LinkedHashMap<>();
    source
        .texts(".csv")
        .forEach(
            (file, text) -> {
              Rows table = Rows.read(source.manifest(), file, text, HEADER);
              for (Rows.Row row : table.all()) {
                if (!row.field(0).matches("(https?|urn):\\S+") || row.field(1).isEmpty()) {
                  throw table.fault(
                      row.line(),
                      new Phrase("a system (a URI) and a code are needed", "应有编码系统（URI）和代码"));
                }
                Map<String, Display> codes =
                    bySystem.computeIfAbsent(row.field(0), none -> new LinkedHashMap<>());
                if (codes.put(row.field(1), new Display(row.field(2), row.field(3))) != null) {
                  throw table.fault(row.line(), new Phrase("the code stands twice", "该代码重复出现"));
                }
              }
            });
    return new CodeTable(bySystem);
  }

  /** Whether the table has codes of a system. */
  public boolean carries(String system) {
    return bySystem.containsKey(system);
  }

  /** The display of a code. */
  public Optional<Display> find(String system, String code) {
    return Optional.ofNullable(bySystem.getOrDefault(system, Map.of()).get(code));
  }

  /** How many codes there are. */
  public int size() {
    return bySystem.values().stream().mapToInt(Map::size).sum();
  }
}
