package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * Rows of a table of a package: comma-separated, a header line, no quotation marks, {@code #} for a
 * comment.
 */
final class Rows {

  private final PackageManifest manifest;
  private final String file;
  private final List<Row> rows = new ArrayList<>();

  private Rows(PackageManifest manifest, String file) {
    this.manifest = manifest;
    this.file = file;
  }

  /** One row with its line, from 1. */
  record Row(int line, List<String> fields) {
    String field(int column) {
      return fields.get(column);
    }
  }

  /**
   * Reads a table.
   *
   * @throws Fault FP-PACKAGE-006 if the header is another or a row has other columns
   */
  static Rows read(PackageManifest manifest, String file, String text, String header) {
    Rows table = new Rows(manifest, file);
    int columns = header.split(",", -1).length;
    boolean headed = false;
    int line = 0;
    for (String written : text.replace("\uFEFF", "").split("\n", -1)) {
      line++;
      String row = written.strip();
      if (row.isEmpty() || row.startsWith("#")) {
        continue;
      }
      if (!headed) {
        if (!row.equals(header)) {
          throw table.fault(line, new Phrase("the header is not " + header, "表头不是 " + header));
        }
        headed = true;
        continue;
      }
      List<String> fields = List.of(row.split(",", -1)).stream().map(String::strip).toList();
      if (fields.size() != columns) {
        throw table.fault(
            line, new Phrase(columns + " columns are needed", "应有 " + columns + " 列"));
      }
      table.rows.add(new Row(line, fields));
    }
    if (!headed) {
      throw table.fault(line, new Phrase("the header is missing", "缺少表头"));
    }
    return table;
  }

  List<Row> all() {
    return rows;
  }

  Fault fault(int line, Phrase reason) {
    return PackageCode.CONTENT.with(
        safe("package", manifest.shown()),
        safe("file", file),
        safe("reason", new Phrase("line " + line + ": ", "第 " + line + " 行：").then(reason)));
  }
}
