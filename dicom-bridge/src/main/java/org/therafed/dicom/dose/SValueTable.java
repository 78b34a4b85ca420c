package org.therafed.dicom.dose;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * S-values of a site, from its own file; none come with this library.
 *
 * <p>CSV (RFC 4180, UTF-8) with the header {@value #HEADER}. Units: {@code mGy/(MBq.s)}, {@code
 * mGy/(MBq.h)}, {@code Gy/(MBq.h)}, {@code Gy/(Bq.s)}. Target mass may be empty; nothing else may.
 * Lines that begin with {@code #} are comments. See {@code docs/s-values.md}.
 */
public final class SValueTable {
  static final String HEADER = "nuclide,target,source,s_value,unit,phantom,target_mass_g,reference";
  private static final int MOST_LINES = 1_000_000;

  /** Gy/(MBq.h) of one unit. */
  private static final Map<String, Double> UNITS =
      Map.of(
          "mGy/(MBq.s)", 3.6,
          "mGy/(MBq.h)", 1e-3,
          "Gy/(MBq.h)", 1.0,
          "Gy/(Bq.s)", 3.6e9);

  private record Key(String nuclide, String phantom, String target, String source) {}

  private final Map<Key, SValue> values = new LinkedHashMap<>();

  private SValueTable() {}

  /**
   * Reads a table.
   *
   * @throws DicomFault {@link DicomFaultCode#S_VALUES_INVALID} naming the line and what is wrong
   *     with it; a table with any wrong line is none
   */
  public static SValueTable read(Reader reader) {
    SValueTable table = new SValueTable();
    int number = 0;
    boolean header = false;
    try (BufferedReader lines = new BufferedReader(reader)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number > MOST_LINES) {
          throw invalid(number, "more than " + MOST_LINES + " lines");
        }
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (text.isBlank() || text.startsWith("#")) {
          continue;
        }
        if (header) {
          table.add(number, CsvLine.fields(text));
        } else if (text.trim().equals(HEADER)) {
          header = true;
        } else {
          throw invalid(number, "the header is not " + HEADER);
        }
      }
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the table of S-values cannot be read", e);
    }
    if (table.values.isEmpty()) {
      throw invalid(number, "the table holds no S-value");
    }
    return table;
  }

  private void add(int line, List<String> fields) {
    if (fields.size() != 8) {
      throw invalid(line, fields.size() + " fields; 8 needed");
    }
    for (int i = 0; i < 8; i++) {
      if (i != 6 && fields.get(i).isBlank()) {
        throw invalid(line, "field " + (i + 1) + " is empty");
      }
    }
    Double unit = UNITS.get(fields.get(4));
    if (unit == null) {
      throw invalid(line, "unit is none of " + UNITS.keySet().stream().sorted().toList());
    }
    double value = number(line, fields.get(3));
    OptionalDouble mass =
        fields.get(6).isBlank()
            ? OptionalDouble.empty()
            : OptionalDouble.of(number(line, fields.get(6)));
    SValue entry =
        new SValue(
            fields.get(0),
            fields.get(1),
            fields.get(2),
            value * unit,
            fields.get(5),
            mass,
            fields.get(7));
    if (values.putIfAbsent(key(entry), entry) != null) {
      throw invalid(line, "nuclide, phantom, target and source stand on an earlier line too");
    }
  }

  private static Key key(SValue value) {
    return new Key(value.nuclide(), value.phantom(), value.target(), value.source());
  }

  private static double number(int line, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(line, "an S-value or mass is no number");
    }
    throw invalid(line, "an S-value or mass is not above zero");
  }

  private static DicomFault invalid(int line, String detail) {
    return DicomFault.of(DicomFaultCode.S_VALUES_INVALID, "line " + line + ": " + detail);
  }

  /** The S-value of a pair of organs; empty where the site has none. */
  public Optional<SValue> find(String nuclide, String phantom, String target, String source) {
    return Optional.ofNullable(values.get(new Key(nuclide, phantom, target, source)));
  }

  /** Number of S-values. */
  public int size() {
    return values.size();
  }
}
