package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.Ucum;

/** Reads what stands beside the treatment: companion data, organs, what is due. */
final class CompanionReader {
  /** With the stratum before it, it is a code of facts and tables. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}");

  private CompanionReader() {}

  static Stratum stratum(Row row) {
    row.only("id", "title", "type", "unit", "min", "max", "values");
    String id = row.text("id");
    TherapyModule.Title title = row.title("title");
    return switch (row.text("type")) {
      case "quantity" -> {
        String unit = row.text("unit");
        if (!Ucum.isKnown(unit)) {
          throw row.fault(
              "unit", new Phrase("the unit " + unit + " is not known", "单位 " + unit + " 未知"));
        }
        BigDecimal min = row.number("min");
        BigDecimal max = row.number("max");
        if (max.compareTo(min) <= 0) {
          throw row.fault("max", new Phrase("it is not above min", "应大于 min"));
        }
        yield new Stratum(id, title, Stratum.Type.QUANTITY, unit, min, max, List.of());
      }
      case "coded" -> {
        List<Stratum.Value> values =
            row.rows("values").stream().map(CompanionReader::value).toList();
        if (values.size() < 2
            || values.stream().map(Stratum.Value::code).distinct().count() < values.size()) {
          throw row.fault(
              "values",
              new Phrase("two values or more, none twice, are needed", "应有两个或更多的值，且不得重复"));
        }
        yield new Stratum(id, title, Stratum.Type.CODED, null, null, null, values);
      }
      case "yes-no" -> new Stratum(id, title, Stratum.Type.YES_NO, null, null, null, List.of());
      default ->
          throw row.fault(
              "type",
              new Phrase("quantity, coded or yes-no is needed", "应为 quantity、coded 或 yes-no"));
    };
  }

  private static Stratum.Value value(Row row) {
    row.only("code", "title");
    String code = row.text("code");
    if (!CODE.matcher(code).matches()) {
      throw row.fault(
          "code",
          new Phrase(
              "it is not made of letters, digits, point, plus, hyphen and low line",
              "只能由字母、数字、点、加号、连字符和下划线组成"));
    }
    return new Stratum.Value(code, row.title("title"));
  }

  static OrganLimit organ(Row row) {
    row.only("id", "code", "title", "gray");
    return new OrganLimit(
        row.text("id"),
        DoseReader.organ(row, "code"),
        row.title("title"),
        row.has("gray") ? row.positive("gray") : null);
  }

  static RequiredElement required(Row row) {
    row.only("id", "title", "fact", "of", "window", "weight", "procedures");
    return new RequiredElement(
        row.text("id"),
        row.title("title"),
        RequiredElement.Source.named(row.text("fact"))
            .orElseThrow(() -> row.fault("fact", new Phrase("the fact is not known", "未知的事实"))),
        row.optionalText("of").orElse(null),
        row.optionalText("window").orElse(null),
        row.whole("weight", 1, 1),
        procedures(row));
  }

  private static List<String> procedures(Row row) {
    List<String> kinds = new ArrayList<>();
    for (Row kind : row.rows("procedures")) {
      if (!ProcedureKinds.standard().kinds().contains(kind.node().asText())) {
        throw kind.fault("", new Phrase("the kind of procedure is not known", "未知的操作类别"));
      }
      kinds.add(kind.node().asText());
    }
    return kinds;
  }

  /** That what a required element names is in the module. */
  static void check(Row.Read<RequiredElement> read, TherapyModule module) {
    RequiredElement element = read.value();
    if (element.window() != null && module.window(element.window()).isEmpty()) {
      throw read.row().fault("window", new Phrase("the module has no such window", "本模块没有这个时间窗"));
    }
    String of = element.of();
    if (of == null) {
      if (element.fact() == RequiredElement.Source.BIOMARKER
          || element.fact() == RequiredElement.Source.STRATUM) {
        throw read.row().fault("of", new Phrase("it is missing", "缺少此项"));
      }
      return;
    }
    boolean known =
        switch (element.fact()) {
          case BIOMARKER -> module.biomarker(of).isPresent();
          case STRATUM -> module.strata().stream().anyMatch(s -> s.id().equals(of));
          case ABSORBED_DOSE -> module.organsAtRisk().stream().anyMatch(o -> o.id().equals(of));
          case RESPONSE -> module.criterion(of).isPresent();
          case COST -> CostComponent.coded(of).isPresent();
          default -> false;
        };
    if (!known) {
      throw read.row()
          .fault(
              "of",
              new Phrase(
                  "the module has no such " + element.fact().label(),
                  "本模块没有这个 " + element.fact().label()));
    }
  }
}
