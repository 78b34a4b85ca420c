package org.therafed.profiles.module;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.LoincCode;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/** Reads the laboratory tests that a module watches: of the catalogue, or brought by the module. */
final class BiomarkerReader {
  /** A UCUM unit per volume, such as ng/mL or 10*9/L. */
  private static final Pattern CONCENTRATION = Pattern.compile("[^/]*/[dcmunpf]?[lL]");

  private BiomarkerReader() {}

  static TherapyModule.Biomarker biomarker(Row row, String module) {
    row.only(
        "id",
        "title",
        "loinc",
        "local",
        "name",
        "also",
        "unit",
        "plausibleMin",
        "plausibleMax",
        "molarMass");
    LabTest test =
        row.has("local")
            ? local(row, module)
            : catalogued(row, "loinc").orElseGet(() -> loinc(row));
    return new TherapyModule.Biomarker(
        row.text("id"),
        test,
        also(row, test),
        least(row, test),
        most(row),
        row.has("title")
            ? row.title("title")
            : new TherapyModule.Title(test.display(), test.display()));
  }

  /** Codes that laboratories use for the same test: known, and of its unit. */
  private static Set<String> also(Row row, LabTest test) {
    Set<String> codes = new LinkedHashSet<>();
    for (Row each : row.rows("also")) {
      JsonNode code = each.node();
      boolean fits =
          LabCatalog.standard()
              .coded(code.asText())
              .filter(known -> !known.local() && known.unit().equals(test.unit()))
              .isPresent();
      if (!fits || code.asText().equals(test.loinc()) || !codes.add(code.asText())) {
        throw row.fault(
            "also",
            new Phrase(
                "LOINC codes of other known tests in the same unit are needed",
                "应为其他已知检验的 LOINC 代码，且单位相同"));
      }
    }
    return codes;
  }

  private static LabTest local(Row row, String module) {
    String code = row.node().path("local").asText();
    if (OwnCode.isMeant(code)) {
      String own = OwnCode.read(row, "local", module, "lab-test", Systems.MODULE_TEST);
      return brought(row, own, row.title("title").en());
    }
    return catalogued(row, "local")
        .orElseThrow(
            () ->
                row.fault(
                    "local",
                    new Phrase(
                        "the local test " + code + " is not known", "本地检验 " + code + " 未知")));
  }

  private static Optional<LabTest> catalogued(Row row, String name) {
    Optional<LabTest> test =
        LabCatalog.standard()
            .coded(row.node().path(name).asText())
            .filter(known -> known.local() == name.equals("local"));
    if (test.isPresent() && !test.get().unit().equals(row.node().path("unit").asText())) {
      throw row.fault(
          "unit",
          new Phrase(
              "the canonical unit of " + test.get().shown() + " is " + test.get().unit(),
              test.get().shown() + " 的标准单位是 " + test.get().unit()));
    }
    return test;
  }

  /** A test that the catalogue does not have: its name says that no slip of the code is meant. */
  private static LabTest loinc(Row row) {
    String code = row.node().path("loinc").asText();
    if (!row.has("name")) {
      throw row.fault(
          "loinc",
          new Phrase(
              "LOINC " + code + " is not known; a test to add has a name",
              "LOINC " + code + " 未知；要新增的检验应有 name"));
    }
    if (!LoincCode.isValid(code)) {
      throw row.fault(
          "loinc",
          new Phrase(
              "LOINC " + code + " has a wrong form or check digit",
              "LOINC " + code + " 的形式或校验位不正确"));
    }
    return brought(row, code, row.text("name"));
  }

  private static LabTest brought(Row row, String code, String name) {
    String unit = row.text("unit");
    if (!Ucum.isUnit(unit)) {
      throw row.fault(
          "unit", new Phrase("the unit " + unit + " is not known", "单位 " + unit + " 未知"));
    }
    return new LabTest(
        code,
        name,
        unit,
        row.number("plausibleMin"),
        most(row),
        row.has("molarMass") ? row.positive("molarMass") : null);
  }

  /** How much of something a volume holds is never negative; an excess is a difference. */
  private static BigDecimal least(Row row, LabTest test) {
    BigDecimal least = row.number("plausibleMin");
    boolean concentration = CONCENTRATION.matcher(test.unit()).matches();
    boolean difference = test.display().toLowerCase(Locale.ROOT).contains("excess");
    if (least.signum() < 0 && concentration && !difference) {
      throw row.fault(
          "plausibleMin",
          new Phrase(
              "a number from 0 is needed of a concentration, found " + least.toPlainString(),
              "浓度应为不小于 0 的数，实际为 " + least.toPlainString()));
    }
    return least;
  }

  private static BigDecimal most(Row row) {
    BigDecimal most = row.number("plausibleMax");
    if (most.compareTo(row.number("plausibleMin")) <= 0) {
      throw row.fault(
          "plausibleMax", new Phrase("it is not above plausibleMin", "应大于 plausibleMin"));
    }
    return most;
  }

  /** Two of one test would be one series of values under two names. */
  static void checkDifferent(List<Row.Read<TherapyModule.Biomarker>> biomarkers) {
    Map<String, String> byCode = new HashMap<>();
    for (Row.Read<TherapyModule.Biomarker> read : biomarkers) {
      TherapyModule.Biomarker biomarker = read.value();
      for (String code : biomarker.codes()) {
        String other = byCode.putIfAbsent(code, biomarker.id());
        if (other != null) {
          throw read.row()
              .fault(
                  "",
                  new Phrase(
                      "the biomarker " + other + " is the same test",
                      "与生物标志物 " + other + " 是同一项检验"));
        }
      }
    }
  }
}
