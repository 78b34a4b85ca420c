package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.intake.table.grid.GridRow;
import org.therafed.profiles.outcome.Reason;

/**
 * The columns that an upload has.
 *
 * @param names lower case, by position; an ignored or unnamed column is empty
 * @param ignored positions of the ignored columns, from 1
 */
record TableHeader(List<String> names, List<Integer> ignored) {

  /**
   * Reads a header line.
   *
   * @param ignore names of columns whose fields are not wanted, lower case
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-020 or -023
   */
  static TableHeader read(Grid grid, Set<String> ignore) {
    grid.header().broken().ifPresent(TableHeader::refuse);
    List<String> names = new ArrayList<>();
    List<Integer> ignored = new ArrayList<>();
    for (String field : grid.header().fields()) {
      String name = field.toLowerCase(Locale.ROOT);
      boolean unwanted = !name.isEmpty() && ignore.contains(name);
      names.add(unwanted ? "" : name);
      if (unwanted) {
        ignored.add(names.size());
      }
    }
    checkShown(names, grid.hidden());
    return new TableHeader(Collections.unmodifiableList(names), List.copyOf(ignored));
  }

  private static void refuse(Reason reason) {
    throw TableCode.HEADER_LINE.with(
        safe("found", reason.foundPhrase()), safe("needed", reason.neededPhrase()));
  }

  /** Who sends a sheet looks at what it shows. */
  private static void checkShown(List<String> names, Set<Integer> hidden) {
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && hidden.contains(i)) {
        throw TableCode.HIDDEN_COLUMN.with(safe("position", i + 1));
      }
    }
  }

  /** The first unnamed column that a row fills, from 1; its field would be missed. */
  Optional<Integer> filledWithoutName(GridRow row) {
    for (int i = 0; i < row.fields().size(); i++) {
      boolean unnamed = i >= names.size() || (names.get(i).isEmpty() && !ignored.contains(i + 1));
      if (unnamed && (!row.field(i).isEmpty() || row.unclear().containsKey(i))) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }
}
