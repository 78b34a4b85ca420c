package org.therafed.gateway.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/csv.md} names every kind, column and key column that there is, and no other. */
class CsvPageTest {

  @Test
  void thePageSaysWhatTheTablesAre() throws IOException {
    Map<String, String[]> page = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("docs", "csv.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5 && cells[1].strip().matches("`[a-z-]+`")) {
        page.put(cells[1].strip().replace("`", ""), cells);
      }
    }
    assertThat(page.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(TableKind.values()).map(TableKind::code).toList());
    for (TableKind kind : TableKind.values()) {
      TableLayout layout = TableLayout.of(kind);
      String[] cells = page.get(kind.code());
      assertThat(names(cells[2], ","))
          .as(kind.code())
          .isEqualTo(
              layout.columns().stream()
                  .map(column -> column.name() + (column.required() ? "*" : ""))
                  .collect(Collectors.toCollection(TreeSet::new)));
      TreeSet<String> key = new TreeSet<>(layout.keyColumns());
      assertThat(names(cells[3].replaceAll("[,;].*", ""), "\\+")).as(kind.code()).isEqualTo(key);
    }
  }

  private static SortedSet<String> names(String cell, String separator) {
    String bare = cell.replaceAll("\\([^)]*\\)", "").replaceAll("—.*", "");
    return Arrays.stream(bare.split(separator, -1))
        .map(String::strip)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
