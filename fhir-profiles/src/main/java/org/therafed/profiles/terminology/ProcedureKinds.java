package org.therafed.profiles.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Procedures that are outcomes, by their kind: several codes may say one kind. The table's header
 * names the sources.
 */
public final class ProcedureKinds {
  /** What the Chinese editions add to a code of ICD-9-CM: two digits, then perhaps three more. */
  private static final String EXTENSION = "[0-9]{2}(x[0-9]{3})?";

  private static final Pattern EXTENDED = Pattern.compile("([0-9]{2}\\.[0-9]{2})" + EXTENSION);

  /** Code systems of ICD-9-CM and of the editions that extend it. */
  private static final List<String> ICD9 =
      List.of(
          Systems.ICD9_PROCEDURES,
          Systems.ICD9_PROCEDURES_CN,
          Systems.ICD9_PROCEDURES_CN_INSURANCE);

  private static final ProcedureKinds STANDARD = new ProcedureKinds(read());

  private final List<Row> rows;

  private ProcedureKinds(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * A code and what it says.
   *
   * @param kind e.g. {@code dialysis}
   * @param coding SNOMED CT, ICD-9-CM, or the registry's own code of the kind
   */
  public record Row(String kind, Coding coding) {}

  /** The procedures that ship with the library. */
  public static ProcedureKinds standard() {
    return STANDARD;
  }

  private static List<Row> read() {
    List<Row> rows = new ArrayList<>();
    for (String[] row : TableResource.rows("procedures.csv", 4)) {
      String system =
          switch (row[1]) {
            case "snomed" -> Systems.SNOMED;
            case "icd9" -> Systems.ICD9_PROCEDURES;
            default -> Systems.PROCEDURE_KIND;
          };
      rows.add(new Row(row[0], new Coding(system, row[2].isEmpty() ? row[0] : row[2], row[3])));
    }
    return rows;
  }

  /** All codes. */
  public List<Row> all() {
    return rows;
  }

  /** All kinds. */
  public Set<String> kinds() {
    Set<String> kinds = new LinkedHashSet<>();
    rows.forEach(row -> kinds.add(row.kind()));
    return kinds;
  }

  /**
   * The kind that a coding says. A code of ICD-9-CM that a Chinese edition extends says the kind of
   * its first four digits, of which its further ones name a part: {@code 36.1000x001} is a {@code
   * 36.10}.
   */
  public Optional<String> kindOf(String system, String code) {
    if (!ICD9.contains(system)) {
      return kind(system, code);
    }
    Matcher extended = EXTENDED.matcher(code);
    return kind(Systems.ICD9_PROCEDURES, extended.matches() ? extended.group(1) : code);
  }

  private Optional<String> kind(String system, String code) {
    return rows.stream()
        .filter(row -> row.coding().system().equals(system) && row.coding().code().equals(code))
        .map(Row::kind)
        .findFirst();
  }

  /** System → form of its codes, for the systems whose codes extend those that are listed. */
  public Map<String, Pattern> forms() {
    String listed =
        rows.stream()
            .map(Row::coding)
            .filter(coding -> coding.system().equals(Systems.ICD9_PROCEDURES))
            .map(coding -> coding.code().replace(".", "\\."))
            .sorted()
            .collect(Collectors.joining("|", "(", ")"));
    Map<String, Pattern> forms = new LinkedHashMap<>();
    ICD9.forEach(system -> forms.put(system, Pattern.compile(listed + "(" + EXTENSION + ")?")));
    return forms;
  }
}
