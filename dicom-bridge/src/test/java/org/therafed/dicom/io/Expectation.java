package org.therafed.dicom.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One row of EXPECTED.csv; its columns are described in EXPECTED.md beside it. */
record Expectation(
    String file,
    String verdict,
    String transferSyntax,
    String elements,
    String sopClass,
    String patientName,
    String frames,
    List<String> reasons) {

  static List<Expectation> read(Path csv) throws IOException {
    List<Expectation> rows = new ArrayList<>();
    for (String line : Files.readAllLines(csv, StandardCharsets.UTF_8)) {
      List<String> f = fields(line);
      if (!f.get(0).equals("file") && f.size() >= 8) {
        rows.add(
            new Expectation(
                f.get(0),
                f.get(1),
                f.get(2),
                f.get(3),
                f.get(4),
                f.get(5),
                f.get(6),
                List.of(f.get(7).split("\\|", -1))));
      }
    }
    return rows;
  }

  /** RFC 4180; no field of the table spans lines. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
