package org.therafed.profiles.module;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.Systems;

/**
 * Reads the adverse events that CTCAE v5 has no term for: of the registry's list, or brought by the
 * module. Such an event has one scale: its own, whose grades the row lists with their source; that
 * of ICANS; or the grades that CTCAE gives to whatever it does not name (1 mild to 5 death).
 */
final class EventReader {
  private static final CodeSet SET = CodeSets.standard().find("adverse-event-term").orElseThrow();
  private static final String ICANS = "ASTCT-ICANS";
  private static final String ALL_GRADES = "12345";

  private EventReader() {}

  static OtherEvent event(Row row, String module) {
    row.only("code", "title", "codings", "grades", "source");
    TherapyModule.Title title = row.title("title");
    Coding coding = coding(row, module, title);
    List<OtherEvent.Grade> grades = grades(row);
    String source = grades.isEmpty() ? null : row.text("source");
    String listed =
        grades.stream().map(g -> Integer.toString(g.number())).collect(Collectors.joining());
    EventTerm term =
        new EventTerm(
            coding.code(),
            coding,
            codings(row, title),
            grades.isEmpty() ? scale(row) : EventTerm.OWN_SCALE,
            grades.isEmpty() ? ALL_GRADES : listed);
    return new OtherEvent(term, title, grades, source);
  }

  private static Coding coding(Row row, String module, TherapyModule.Title title) {
    String code = row.text("code");
    if (OwnCode.isMeant(code)) {
      String own = OwnCode.read(row, "code", module, SET.name(), Systems.MODULE_EVENT);
      return new Coding(Systems.MODULE_EVENT, own, title.en());
    }
    String display =
        CodeSets.standard()
            .find("other-event")
            .orElseThrow()
            .display(Systems.OTHER_EVENT, code)
            .orElseThrow(
                () ->
                    row.fault(
                        "code",
                        new Phrase(
                            "the code " + code + " is not in the set other-event",
                            "代码 " + code + " 不在 other-event 集合中")));
    return new Coding(Systems.OTHER_EVENT, code, display);
  }

  /** What else the event is called: a code of SNOMED CT says it, too. */
  private static List<Coding> codings(Row event, TherapyModule.Title title) {
    List<Coding> codings = new ArrayList<>();
    for (Row row : event.rows("codings")) {
      row.only("system", "code");
      String system = row.text("system");
      String code = row.text("code");
      boolean twice = codings.stream().anyMatch(coding -> coding.code().equals(code));
      if (twice || !system.equals(Systems.SNOMED) || !SET.contains(system, code)) {
        throw row.fault(
            "",
            new Phrase(
                "a code of SNOMED CT with its check digit, none twice, is needed",
                "应为校验位正确的 SNOMED CT 代码，且不得重复"));
      }
      codings.add(new Coding(system, code, title.en()));
    }
    return codings;
  }

  private static String scale(Row row) {
    if (row.has("source")) {
      throw row.fault(
          "source",
          new Phrase("it belongs to grades of its own, which are missing", "此项用于自有分级，而分级缺失"));
    }
    return row.text("code").equals("ICANS") ? ICANS : CtcaeTerms.SCALE;
  }

  private static List<OtherEvent.Grade> grades(Row event) {
    List<OtherEvent.Grade> grades = new ArrayList<>();
    int last = 0;
    for (Row row : event.rows("grades")) {
      row.only("grade", "title");
      int number = row.whole("grade", 1);
      if (number > 5 || number <= last) {
        throw row.fault(
            "grade",
            new Phrase(
                "grades from 1 to 5 in their order, none twice, are needed",
                "应为 1 至 5 的分级，依次排列，且不得重复"));
      }
      grades.add(new OtherEvent.Grade(number, row.title("title")));
      last = number;
    }
    if (event.has("grades") && grades.isEmpty()) {
      throw event.fault("grades", new Phrase("a grade or more is needed", "应有一个或更多的分级"));
    }
    return grades;
  }
}
