package org.therafed.profiles.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.therafed.profiles.profile.Precision;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.Systems;

/** The tables' conditions as FHIRPath 2.0, in the part of it that validators agree on. */
final class Expressions {
  /** No extension and no id on a plain value: the table would not let them leave. */
  static final String PLAIN = "id.empty() and extension.empty()";

  /** Nobody was treated before 1900; a shifted date may lie a year before. */
  private static final String YEAR = "(1899|19[0-9]{2}|[2-9][0-9]{3})";

  private static final String DAY = YEAR + "-[0-9]{2}-[0-9]{2}";

  /** The partitions of SNOMED CT identifiers that are concepts. */
  private static final String CONCEPT = "[0-9]+(00|10)[0-9]";

  private static final int LONGEST_UNION = 100;

  /** A code in which a pattern reads no character as anything but itself. */
  private static final Pattern PLAIN_CODE = Pattern.compile("[A-Za-z0-9-]+");

  private Expressions() {}

  /** A text as a literal. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /**
   * One of these texts. Hundreds of plain codes are one pattern: HAPI compares each part of a union
   * with each other one, at every evaluation.
   */
  static String in(String what, Collection<String> texts) {
    if (texts.size() > LONGEST_UNION && texts.stream().allMatch(PLAIN_CODE.asMatchPredicate())) {
      return form(what, texts.stream().sorted().collect(Collectors.joining("|")));
    }
    String list =
        texts.stream().sorted().map(Expressions::literal).collect(Collectors.joining(" | "));
    return texts.size() == 1 ? what + " = " + list : what + " in (" + list + ")";
  }

  /** A value whose whole text has a form. */
  static String form(String what, String regex) {
    return what + ".matches(" + literal("^(?:" + regex + ")$") + ")";
  }

  static String time(Precision precision) {
    return switch (precision) {
      case YEAR -> form("$this.toString()", YEAR);
      case DAY -> form("$this.toString()", DAY + "(T.*)?");
      case TIME -> form("$this.toString()", DAY + "T.*");
      case ANY -> form("$this.toString()", YEAR + "(-.*)?");
    };
  }

  /** A coding that a code set holds: listed, or of the form of a system taken by form. */
  static String coding(CodeSet set) {
    Map<String, String> cases = new TreeMap<>();
    set.listed()
        .forEach(
            (system, codes) -> {
              List<String> beside =
                  codes.keySet().stream().filter(c -> !open(set, system, c)).toList();
              if (!beside.isEmpty()) {
                cases.put(system, in("code", beside));
              }
            });
    set.open()
        .forEach(
            (system, form) ->
                cases.merge(system, open(system, form.pattern()), (a, b) -> a + " or " + b));
    List<String> all = new ArrayList<>();
    cases.forEach(
        (system, rule) -> all.add("(system = " + literal(system) + " and (" + rule + "))"));
    new TreeMap<>(set.families())
        .forEach(
            (system, form) ->
                all.add("(" + family(system) + " and " + form("code", form.pattern()) + ")"));
    return "(system.exists() and code.exists()) implies ("
        + all.stream().collect(Collectors.joining(" or "))
        + ")";
  }

  /** Whether a listed code has the form of its system, so that it need not be named. */
  private static boolean open(CodeSet set, String system, String code) {
    Pattern form = set.open().get(system);
    return form != null
        && form.matcher(code).matches()
        && (!system.equals(Systems.SNOMED) || code.matches(CONCEPT));
  }

  private static String family(String system) {
    String regex = system.replace(".", "\\.").replace(CodeSet.CITY, CodeSet.CITY_FORM);
    return form("system", regex);
  }

  /** A code of a system taken by form; of SNOMED CT, one of the partitions of concepts. */
  private static String open(String system, String regex) {
    String form = form("code", regex);
    return system.equals(Systems.SNOMED)
        ? "(" + form + " and " + form("code", CONCEPT) + ")"
        : form;
  }
}
