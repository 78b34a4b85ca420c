package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Phrase;

/**
 * One person dies once. A row with another day of death than the row before it is told at the row;
 * it goes on, as the row that came last counts, and so does all else of the person.
 */
final class Deaths {

  private static final String DAY = "on";

  /** A death that stands, and where it was stated. */
  private record Stated(String day, Phrase where) {}

  private final Map<String, Stated> standing = new HashMap<>();

  private Deaths() {}

  /** The persons whom rows of a table say to be dead, as business keys. */
  static Set<String> of(List<TableReader.Read> rows) {
    return rows.stream()
        .filter(Deaths::isRead)
        .map(TableReader.Read::row)
        .filter(Deaths::isDeath)
        .map(TableRow::businessKey)
        .collect(Collectors.toSet());
  }

  /**
   * The rows, with what is found of a second death beside what was found before.
   *
   * @param before the row that stands under a business key from an earlier table
   */
  static List<TableReader.Read> judged(List<TableReader.Read> rows, Map<String, TableRow> before) {
    Deaths deaths = new Deaths();
    Phrase where = new Phrase("than in a table that came before", "先前表格中的日期");
    before.forEach(
        (key, row) -> {
          if (isDeath(row)) {
            deaths.standing.put(key, new Stated(row.text(DAY), where));
          }
        });
    return rows.stream().map(deaths::judged).toList();
  }

  private TableReader.Read judged(TableReader.Read read) {
    if (!isRead(read)) {
      return read;
    }
    TableRow row = read.row();
    Optional<Stated> earlier = Optional.ofNullable(standing.get(row.businessKey()));
    if (!isDeath(row)) {
      // Alive on an earlier day is out of date; else it takes the death back.
      if (isCorrection(row)
          || earlier.filter(death -> row.text(DAY).compareTo(death.day()) >= 0).isPresent()) {
        standing.remove(row.businessKey());
      }
      return read;
    }
    Phrase here = new Phrase("than in line " + read.line(), "第 " + read.line() + " 行的日期");
    standing.put(row.businessKey(), new Stated(row.text(DAY), here));
    return earlier
        .filter(death -> !death.day().equals(row.text(DAY)) && !isCorrection(row))
        .map(death -> noted(read, death))
        .orElse(read);
  }

  private static TableReader.Read noted(TableReader.Read read, Stated earlier) {
    List<RowFinding> findings = new ArrayList<>(read.findings());
    findings.add(
        new RowFinding(
            read.line(),
            DAY,
            TableCode.DEATH_TWICE.reason(safe("where", earlier.where())),
            RowFinding.Effect.NOTED));
    return new TableReader.Read(read.line(), read.row(), findings);
  }

  /** A row that is refused says nothing. */
  private static boolean isRead(TableReader.Read read) {
    return read.row().kind() == TableKind.VITAL_STATUS
        && read.findings().stream()
            .noneMatch(finding -> finding.effect() == RowFinding.Effect.REFUSED);
  }

  private static boolean isDeath(TableRow row) {
    return row.text("status").equals("dead");
  }

  private static boolean isCorrection(TableRow row) {
    return row.find("correction").filter("true"::equals).isPresent();
  }
}
