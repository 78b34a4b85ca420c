package org.therafed.dicom.sr;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** SNOMED-RT ids of before 2019 and the SNOMED CT codes in their place, PS3.16 section 8.1.1. */
final class SnomedCodes {
  private static final String RESOURCE = "srt-sct.tsv";

  /** Designators under which SNOMED-RT ids are met, PS3.16 Table 8-1. */
  private static final Set<String> RT = Set.of("SRT", "SNM3", "99SDM");

  private static final Map<String, String> CT_BY_RT = load();

  private SnomedCodes() {}

  private static Map<String, String> load() {
    Map<String, String> codes = new HashMap<>();
    try (InputStream in = SnomedCodes.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + RESOURCE + " is missing from the jar");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          codes.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(codes);
  }

  /** Codes that have no successor in the table stay as they are. */
  static Code modern(Code code) {
    if (!RT.contains(code.scheme())) {
      return code;
    }
    String successor = CT_BY_RT.get(code.value());
    return successor == null
        ? new Code(code.value(), "SRT", code.meaning())
        : new Code(successor, "SCT", code.meaning());
  }
}
