package org.therafed.dicom.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What to do about each error code: the last column of {@code docs/errors.md}, which is packed in.
 */
final class Remedies {
  private static final Map<String, String> BY_CODE = load();

  private Remedies() {}

  /** The remedy of a code; empty where the table has none. */
  static String of(String code) {
    return BY_CODE.getOrDefault(code, "");
  }

  private static Map<String, String> load() {
    Map<String, String> remedies = new HashMap<>();
    try (InputStream in = Remedies.class.getResourceAsStream("errors.md")) {
      if (in == null) {
        throw new IllegalStateException("Resource errors.md is missing from the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\\|", -1);
        if (cells.length == 5 && cells[1].strip().startsWith("DCM-")) {
          remedies.put(cells[1].strip(), cells[3].strip().replace("`", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(remedies);
  }
}
