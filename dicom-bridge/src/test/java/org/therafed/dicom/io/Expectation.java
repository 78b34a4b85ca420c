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

  /** Every row of the table. */
  public static List<Expectation> read(Path csv) throws IOException {
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

  /** What a refusal differs in; empty for nothing. */
  public String difference(DicomFault fault) {
    if (verdict.equals("parse")) {
      return "refused with " + fault.getMessage();
    }
    return reasons.contains(fault.code().label())
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
