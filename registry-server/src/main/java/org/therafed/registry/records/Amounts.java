package org.therafed.registry.records;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number or quantity to search by. Equal is what rounds to the value as it is written: {@code
 * 5.4} is from 5.35 to below 5.45.
 *
 * @param unit system and code that the element must have; empty lists none
 * @see <a href="https://hl7.org/fhir/R4/search.html#quantity">FHIR R4 search, quantity</a>
 */
record Amounts(String prefix, BigDecimal value, String system, String unit) {

  private static final Pattern FORM =
      Pattern.compile("(eq|ne|lt|gt|le|ge|sa|eb)?(-?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?)");

  /**
   * Reads {@code [prefix]number} or {@code [prefix]number|system|code}.
   *
   * @param escaped the value with its backslashes
   * @param quantity whether a unit may stand behind the number
   */
  static Amounts of(String parameter, String escaped, boolean quantity) {
    List<String> parts = Values.split(escaped, '|');
    Matcher form = FORM.matcher(parts.get(0));
    if (!form.matches() || (parts.size() != 1 && (!quantity || parts.size() != 3))) {
      throw Values.unusable(
          parameter, quantity ? "it is not number or number|system|code" : "it is no number");
    }
    return new Amounts(
        form.group(1) == null ? "eq" : form.group(1),
        new BigDecimal(form.group(2)),
        parts.size() == 3 ? Values.plain(parts.get(1)) : "",
        parts.size() == 3 ? Values.plain(parts.get(2)) : "");
  }

  /** The comparison with an element. */
  String condition(BoundSql sql, String element) {
    String low = "search_low(" + element + ")";
    String high = "search_high(" + element + ")";
    String compared =
        switch (prefix) {
          case "eq" -> same(sql, low, high);
          case "ne" -> "not " + same(sql, low, high);
          case "lt" -> low + " < " + exact(sql);
          case "gt" -> high + " > " + exact(sql);
          case "le" -> low + " <= " + exact(sql);
          case "ge" -> high + " >= " + exact(sql);
          case "sa" -> low + " > " + exact(sql);
          default -> high + " < " + exact(sql);
        };
    return "(" + compared + unitCondition(sql, element) + ")";
  }

  private String exact(BoundSql sql) {
    return sql.number(value.toPlainString());
  }

  /** From half a unit of the last digit below to less than half above. */
  private String same(BoundSql sql, String low, String high) {
    BigDecimal half = BigDecimal.ONE.movePointLeft(value.scale()).divide(BigDecimal.valueOf(2));
    return "("
        + low
        + " >= "
        + sql.number(value.subtract(half).toPlainString())
        + " and "
        + high
        + " < "
        + sql.number(value.add(half).toPlainString())
        + ")";
  }

  private String unitCondition(BoundSql sql, String element) {
    String condition = "";
    if (!system.isEmpty()) {
      condition += " and " + element + " ->> 'system' = " + sql.text(system);
    }
    if (!unit.isEmpty()) {
      condition +=
          " and coalesce("
              + element
              + " ->> 'code', "
              + element
              + " ->> 'unit') = "
              + sql.text(unit);
    }
    return condition;
  }
}
