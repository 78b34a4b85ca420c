package org.therafed.profiles.terminology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Procedures that are outcomes, by their kind: several codes may say one kind. The table's header
 * names the sources.
 */
public final class ProcedureKinds {
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

  /** The kind that a coding says. */
  public Optional<String> kindOf(String system, String code) {
    return rows.stream()
        .filter(row -> row.coding().system().equals(system) && row.coding().code().equals(code))
        .map(Row::kind)
        .findFirst();
  }
}
