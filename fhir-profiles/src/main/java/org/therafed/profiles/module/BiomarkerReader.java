package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;

/** Reads the laboratory tests that a module watches. */
final class BiomarkerReader {
  private BiomarkerReader() {}

  static TherapyModule.Biomarker biomarker(Row row) {
    row.only("id", "title", "loinc", "local", "unit", "plausibleMin", "plausibleMax");
    String name = row.has("local") ? "local" : "loinc";
    String code = row.node().path(name).asText();
    LabTest test =
        LabCatalog.standard()
            .coded(code)
            .filter(known -> known.local() == name.equals("local"))
            .orElseThrow(
                () ->
                    row.fault(
                        name,
                        (name.equals("local") ? "the local test " : "LOINC ")
                            + code
                            + " is not known"));
    if (!test.unit().equals(row.node().path("unit").asText())) {
      throw row.fault("unit", "the canonical unit of " + test.shown() + " is " + test.unit());
    }
    BigDecimal least = row.number("plausibleMin");
    BigDecimal most = row.number("plausibleMax");
    if (most.compareTo(least) <= 0) {
      throw row.fault("plausibleMax", "it is not above plausibleMin");
    }
    return new TherapyModule.Biomarker(
        row.text("id"),
        code,
        test.unit(),
        least,
        most,
        row.has("title")
            ? row.title("title")
            : new TherapyModule.Title(test.display(), test.display()));
  }

  /** Two of one test would be one series of values under two names. */
  static void checkDifferent(List<Row.Read<TherapyModule.Biomarker>> biomarkers) {
    Map<String, String> byCode = new HashMap<>();
    for (Row.Read<TherapyModule.Biomarker> read : biomarkers) {
      TherapyModule.Biomarker biomarker = read.value();
      String other = byCode.putIfAbsent(biomarker.loinc(), biomarker.id());
      if (other != null) {
        throw read.row().fault("", "the biomarker " + other + " is the same test");
      }
    }
  }
}
