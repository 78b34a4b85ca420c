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
   * @param coding SNOMED CT, or the local code of the kind
   */
  public record Row(String kind, Coding coding) {}

  /** The procedures that ship with the library. */
  public static ProcedureKinds standard() {
    return STANDARD;
  }

  private static List<Row> read() {
    List<Row> rows = new ArrayList<>();
    for (String[] row : TableResource.rows("procedures.csv", 3)) {
      Coding coding =
          row[1].isEmpty()
              ? new Coding(Systems.PROCEDURE_KIND, row[0], row[2])
              : new Coding(Systems.SNOMED, row[1], row[2]);
      rows.add(new Row(row[0], coding));
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
