package org.therafed.profiles.profile;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Ucum;

/** Reads the attributes of one row of a profile table. */
final class RowReader {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "type",
          "value",
          "url",
          "min",
          "max",
          "list",
          "action",
          "codes",
          "codeSet",
          "units",
          "range",
          "precision",
          "ahead",
          "targets",
          "form",
          "comparator",
          "systems");

  private final String file;
  private final String path;
  private final JsonNode row;

  RowReader(String file, String path, JsonNode row) {
    this.file = file;
    this.path = path;
    this.row = row;
    if (!row.isObject()) {
      throw fault("the row is no mapping");
    }
    for (Map.Entry<String, JsonNode> attribute : row.properties()) {
      if (!ATTRIBUTES.contains(attribute.getKey())) {
        throw fault("the attribute " + attribute.getKey() + " is not known");
      }
    }
  }

  Fault fault(String reason) {
    return ProfileCode.TABLE.with(safe("file", file), safe("path", path), safe("reason", reason));
  }

  boolean has(String attribute) {
    return row.has(attribute);
  }

  String text(String attribute, String otherwise) {
    return row.path(attribute).asText(otherwise);
  }

  ElementType type(String attribute) {
    String name = row.path(attribute).asText();
    ElementType type = ElementType.named(name);
    if (type == null) {
      throw fault("the type '" + name + "' is not known");
    }
    return type;
  }

  int min() {
    int min = row.path("min").asInt(0);
    if (min < 0 || min > 1) {
      throw fault("min is " + min + " instead of 0 or 1");
    }
    return min;
  }

  int max() {
    JsonNode max = row.path("max");
    if (max.isMissingNode()) {
      return 1;
    }
    if (max.asText().equals("*")) {
      return Integer.MAX_VALUE;
    }
    if (!max.isInt() || max.intValue() < 1) {
      throw fault("max is neither a number from 1 nor '*'");
    }
    return max.intValue();
  }

  boolean list() {
    return row.path("list").asBoolean(false) || max() > 1;
  }

  boolean comparator() {
    return row.path("comparator").asBoolean(false);
  }

  Set<String> texts(String attribute) {
    Set<String> texts = new LinkedHashSet<>();
    row.path(attribute).forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** The declared action; by default what the type asks for. */
  DeidAction action(ElementType type) {
    String name = row.path("action").asText("");
    if (name.isEmpty()) {
      if (type.temporal()) {
        return DeidAction.SHIFT_DATE;
      }
      if (type == ElementType.STRING && !has("form") && !has("codes")) {
        throw fault("a string without form or codes is free text and needs an action");
      }
      return DeidAction.KEEP;
    }
    try {
      return DeidAction.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw fault("the action '" + name + "' is not known");
    }
  }

  Constraints constraints(ElementType type) {
    CodeSet set = null;
    if (has("codeSet")) {
      String name = text("codeSet", "");
      set =
          CodeSets.standard()
              .find(name)
              .orElseThrow(() -> fault("the code set '" + name + "' is not known"));
    } else if (type == ElementType.CODEABLE_CONCEPT || type == ElementType.CODING) {
      throw fault("a coding without a code set could carry free text");
    }
    Set<String> units = texts("units");
    for (String unit : units) {
      if (!Ucum.isKnown(unit) && !unit.equals(Constraints.ANY_UNIT)) {
        throw fault("the unit '" + unit + "' is not known");
      }
    }
    return new Constraints(
        texts("codes"), set, units, range(), precision(), ahead(), texts("targets"), form());
  }

  private boolean ahead() {
    return row.path("ahead").asBoolean(false);
  }

  private Precision precision() {
    String name = text("precision", "any");
    try {
      return Precision.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw fault("the precision '" + name + "' is not known");
    }
  }

  private Pattern form() {
    if (!has("form")) {
      return null;
    }
    try {
      return Pattern.compile(text("form", ""));
    } catch (PatternSyntaxException e) {
      throw fault("the form is no regular expression");
    }
  }

  private NumberRange range() {
    JsonNode range = row.path("range");
    if (range.isMissingNode()) {
      return null;
    }
    BigDecimal above = number(range, "above");
    BigDecimal min = above == null ? number(range, "min") : above;
    BigDecimal max = number(range, "max");
    String unit = range.path("unit").asText(null);
    if (min == null && max == null) {
      throw fault("the range has no bound");
    }
    if (min != null && max != null && min.compareTo(max) > 0) {
      throw fault("the range is empty");
    }
    if (unit != null && !Ucum.isKnown(unit)) {
      throw fault("the unit '" + unit + "' of the range is not known");
    }
    return new NumberRange(min, above != null, max, unit);
  }

  private BigDecimal number(JsonNode range, String name) {
    JsonNode node = range.path(name);
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isNumber()) {
      throw fault("the bound " + name + " is no number");
    }
    return node.decimalValue();
  }
}
