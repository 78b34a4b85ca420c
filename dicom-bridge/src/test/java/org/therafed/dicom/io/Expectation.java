package org.therafed.dicom.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;

/** One row of EXPECTED.csv; its columns are described in EXPECTED.md beside it. */
public record Expectation(
    String file,
    String verdict,
    String transferSyntax,
    String elements,
    String sopClass,
    String patientName,
    String frames,
    List<String> reasons) {

  private static final int COLUMNS = 8;

  /**
   * Every row of the table.
   *
   * @throws IllegalArgumentException for a row of fewer columns, which is not skipped in silence
   */
  public static List<Expectation> read(Path csv) throws IOException {
    return parse(Files.readString(csv, StandardCharsets.UTF_8));
  }

  static List<Expectation> parse(String csv) {
    List<Expectation> rows = new ArrayList<>();
    for (List<String> f : records(csv)) {
      if (f.size() < COLUMNS) {
        throw new IllegalArgumentException(
            "Row " + (rows.size() + 2) + " of the table has " + f.size() + " columns of 8");
      }
      if (!f.get(0).equals("file")) {
        List<String> reasons = List.of(f.get(7).split("\\|", -1));
        rows.add(
            new Expectation(
                f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), reasons));
      }
    }
    return rows;
  }

  /**
   * RFC 4180, line breaks within quotes included; empty lines and a byte order mark are left out.
   */
  private static List<List<String>> records(String csv) {
    List<List<String>> records = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    String text = (csv.startsWith("\uFEFF") ? csv.substring(1) : csv) + "\n";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (doubled) {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        field.append(c);
      } else if (c != '\r') {
        fields.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          if (fields.size() > 1 || !fields.get(0).isEmpty()) {
            records.add(fields);
          }
          fields = new ArrayList<>();
        }
      }
    }
    return records;
  }

  /** What a refusal differs in; empty for nothing. */
  public String difference(DicomFault fault) {
    if (verdict.equals("parse")) {
      return "refused with " + fault.getMessage();
    }
    // Where no reason is stated, any will do.
    return reasons.contains(fault.code().label()) || reasons.equals(List.of(""))
        ? ""
        : "code " + fault.code().label() + " where " + reasons + " was expected";
  }

  /** What a file that was read differs in; empty for nothing. */
  public String difference(DicomFile file) {
    if (verdict.equals("refuse")) {
      return "parsed";
    }
    StringBuilder text = new StringBuilder();
    compare(text, "syntax", transferSyntax, file.transferSyntax().uid());
    int count = 0;
    for (Element element : file.dataSet()) {
      if (!Tags.isGroupLength(element.tag())) {
        count++;
      }
    }
    if (!elements.isEmpty()) {
      compare(text, "elements", elements, Integer.toString(count));
    }
    DataSet set = file.dataSet();
    compare(text, "SOP class", sopClass, set.string(Tag.SOPClassUID).orElse(""));
    compare(text, "frames", frames, set.string(Tag.NumberOfFrames).orElse(""));
    if (!patientName.equals("*")) {
      String name = set.string(Tag.PatientName).orElse("").split("=", -1)[0];
      compare(text, "name", stripped(patientName), stripped(name));
    }
    return text.toString();
  }

  private static String stripped(String name) {
    return name.replaceAll("[\\s^]+$", "");
  }

  private static void compare(StringBuilder text, String what, String expected, String found) {
    if (!expected.equals(found)) {
      text.append(what).append(" expected ").append(expected).append(" found ").append(found);
    }
  }
}
