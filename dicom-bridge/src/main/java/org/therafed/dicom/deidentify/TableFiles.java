package org.therafed.dicom.deidentify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines of the tables beside this class. */
final class TableFiles {
  private TableFiles() {}

  /** Lines without comments; fields are separated by tabs. */
  static List<String> lines(String resource) {
    try (InputStream in = TableFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + resource + " is missing from the jar");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader.lines().filter(line -> !line.isEmpty() && line.charAt(0) != '#').toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Eight hex digits to a tag. */
  static int tag(String hex) {
    return Integer.parseUnsignedInt(hex, 16);
  }
}
