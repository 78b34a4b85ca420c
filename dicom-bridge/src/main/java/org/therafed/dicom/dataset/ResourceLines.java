package org.therafed.dicom.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines and fields of the generated tables. */
final class ResourceLines {
  private ResourceLines() {}

  /** Lines of a resource beside this class, without comments. */
  static List<String> of(String resource) {
    List<String> lines = new ArrayList<>();
    try (InputStream in = ResourceLines.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + resource + " is missing from the jar");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** The tab-separated fields of a line; the last takes the rest. */
  static String[] fields(String line, int count) {
    String[] fields = new String[count];
    int start = 0;
    for (int i = 0; i < count; i++) {
      int tab = i == count - 1 ? -1 : line.indexOf('\t', start);
      fields[i] = tab < 0 ? line.substring(start) : line.substring(start, tab);
      start = tab < 0 ? line.length() : tab + 1;
    }
    return fields;
  }

  /** All parts between separators, empty ones included. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, start)) {
      parts.add(text.substring(start, i));
      start = i + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
