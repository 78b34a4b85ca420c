package org.therafed.profiles.publish;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
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

  private Expressions() {}

  /** A text as a literal. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String in(String what, Collection<String> texts) {
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
    set.listed().forEach((system, codes) -> cases.put(system, in("code", codes.keySet())));
    set.open()
        .forEach(
            (system, form) ->
                cases.merge(system, open(system, form.pattern()), (a, b) -> a + " or " + b));
    return "(system.exists() and code.exists()) implies ("
        + cases.entrySet().stream()
            .map(e -> "(system = " + literal(e.getKey()) + " and (" + e.getValue() + "))")
            .collect(Collectors.joining(" or "))
        + ")";
  }

  /** A code of a system taken by form; of SNOMED CT, one of the partitions of concepts. */
  private static String open(String system, String regex) {
    String form = form("code", regex);
    return system.equals(Systems.SNOMED)
        ? "(" + form + " and " + form("code", "[0-9]+(00|10)[0-9]") + ")"
        : form;
  }
}
