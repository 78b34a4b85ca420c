package org.therafed.registry.cohort;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A selection as a condition on a row {@code m} of the arm's table {@code armed}. What the text
 * holds beside the constants below are names of parameters; every value is bound. Each leaf is one
 * set of persons that is read once, not once for each person.
 */
final class SelectionSql {

  private static final String FACTS_OF_ARMED =
      "m.person in (select a.person from armed a join persons v on v.person = a.person join ";

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final String condition;

  private SelectionSql(Selection selection) {
    this.condition = selection.isEverybody() ? "" : text(selection.condition());
  }

  static SelectionSql of(Selection selection) {
    return new SelectionSql(selection);
  }

  /** The condition; empty for everybody. */
  String condition() {
    return condition;
  }

  /** Values by the names of their parameters. */
  Map<String, Object> values() {
    return values;
  }

  private String text(Selection.Condition condition) {
    if (condition instanceof Selection.All all) {
      return joined(all.conditions(), " and ");
    }
    if (condition instanceof Selection.Any any) {
      return joined(any.conditions(), " or ");
    }
    if (condition instanceof Selection.Not not) {
      return "not " + text(not.condition());
    }
    if (condition instanceof Selection.Sex sex) {
      return patients("f.sex" + among(sex.values()));
    }
    if (condition instanceof Selection.Region region) {
      return patients("f.region" + among(region.values()));
    }
    if (condition instanceof Selection.Age age) {
      return patients(
          between(
              "(case when f.aged_90_plus then 90 else cast(extract(year from a.index_on) as int)"
                  + " - f.birth_year end)",
              age.from(),
              age.to()));
    }
    if (condition instanceof Selection.Line line) {
      return "m.course_id in (select f.fact_id from "
          + CohortSql.at("fact_course")
          + " f where f.module = :module and "
          + between("f.line", line.from(), line.to())
          + ")";
    }
    if (condition instanceof Selection.TreatedBefore before) {
      return FACTS_OF_ARMED
          + CohortSql.at("fact_course")
          + " f on f.patient_id = v.patient_id and f.site = v.site where f.module = "
          + value("text", before.module())
          + " and "
          + CohortSql.begun("f")
          + " and f.started_on < a.index_on)";
    }
    return latest((Selection.Biomarker) condition);
  }

  private String joined(List<Selection.Condition> conditions, String by) {
    return conditions.stream().map(this::text).collect(Collectors.joining(by, "(", ")"));
  }

  private String patients(String which) {
    return FACTS_OF_ARMED
        + CohortSql.at("fact_patient")
        + " f on f.patient_id = v.patient_id and f.site = v.site where "
        + which
        + ")";
  }

  private String latest(Selection.Biomarker wanted) {
    return "m.person in (select l.person from (select distinct on (a.person) a.person, f.value"
        + " from armed a join persons v on v.person = a.person join "
        + CohortSql.at("fact_biomarker")
        + " f on f.patient_id = v.patient_id and f.site = v.site where f.loinc = "
        + value("text", wanted.loinc())
        + " and f.unit = "
        + value("text", wanted.unit())
        + " and f.value is not null and f.taken_on between a.index_on - "
        + value("int", wanted.withinDays())
        + " and a.index_on order by a.person, f.taken_on desc, f.fact_id) l where "
        + between("l.value", wanted.from(), wanted.to())
        + ")";
  }

  private String between(String element, Number from, Number to) {
    String type = from instanceof Double || to instanceof Double ? "float8" : "int";
    return "("
        + element
        + " is not null"
        + (from == null ? "" : " and " + element + " >= " + value(type, from))
        + (to == null ? "" : " and " + element + " <= " + value(type, to))
        + ")";
  }

  private String among(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return " in (select jsonb_array_elements_text(cast("
        + value("text", array.toString())
        + " as jsonb)))";
  }

  private String value(String type, Object value) {
    String name = "who" + values.size();
    values.put(name, value);
    return "cast(:" + name + " as " + type + ")";
  }
}
