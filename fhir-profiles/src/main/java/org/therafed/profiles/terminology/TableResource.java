package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Class-path tables: one row a line, fields parted by a bar, {@code #} begins a comment line. */
final class TableResource {
  private TableResource() {}

  static List<String[]> rows(String file, int columns) {
    List<String[]> rows = new ArrayList<>();
    try (InputStream stream = open(file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] fields = line.split("\\|", -1);
        if (fields.length != columns) {
          throw TerminologyCode.TABLE.with(
              safe("file", file),
              safe("path", "line " + number),
              safe("reason", fields.length + " fields instead of " + columns));
        }
        rows.add(fields);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  static InputStream open(String file) {
    InputStream stream = TableResource.class.getResourceAsStream(file);
    if (stream == null) {
      throw TerminologyCode.TABLE.with(
          safe("file", file), safe("path", "/"), safe("reason", "it is not in the library"));
    }
    return stream;
  }
}
