package org.therafed.registry.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.therafed.profiles.publish.ServedParameter;
import org.therafed.registry.records.Query.Part;

/**
 * Conditions of a search, by the type of the parameter.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">FHIR R4 search</a>
 */
final class Criteria {

  /** Patient of a record, by the index {@code resource_by_subject}. */
  static final String SUBJECT =
      "coalesce(r.content -> 'subject' ->> 'reference', r.content -> 'patient' ->> 'reference')";

  private static final Pattern REFERENCE = Pattern.compile("([A-Z][A-Za-z]+/)?[A-Za-z0-9.-]{1,64}");
  private static final Set<String> BOOLEAN = Set.of("true", "false");

  private Criteria() {}

  /** Records of these ids. */
  static Criterion ids(Part part) {
    List<String> ids = Values.alternatives("_id", part.value());
    return (sql, reach) ->
        ids.stream().map(sql::text).collect(Collectors.joining(", ", "r.id in (", ")"));
  }

  /** By the month of the stored version. */
  static Criterion lastUpdated(Part part) {
    List<Moments> moments =
        Values.alternatives("_lastUpdated", part.value()).stream()
            .map(value -> Moments.of("_lastUpdated", value))
            .toList();
    return (sql, reach) ->
        moments.stream()
            .map(
                each ->
                    each.condition(sql, "r.last_updated", "(r.last_updated + interval '1 second')"))
            .collect(Collectors.joining(" or ", "(", ")"));
  }

  /** By a parameter of the table. */
  static Criterion of(ServedParameter parameter, Part part) {
    String modifier = part.modifier();
    if (modifier.equals("missing")) {
      return missing(parameter, part.value());
    }
    List<String> values = Values.alternatives(parameter.code(), part.value());
    if (parameter.type().equals("reference")) {
      return reference(parameter, modifier, values);
    }
    boolean not = parameter.type().equals("token") && modifier.equals("not");
    List<Match> matches =
        values.stream().map(value -> match(parameter, not ? "" : modifier, value)).toList();
    return (sql, reach) -> (not ? "not " : "") + exists(sql, parameter, matches);
  }

  private interface Match {
    String condition(BoundSql sql);
  }

  private static String exists(BoundSql sql, ServedParameter parameter, List<Match> matches) {
    return "exists (select from "
        + Elements.of(sql, parameter)
        + " where "
        + matches.stream().map(match -> match.condition(sql)).collect(Collectors.joining(" or "))
        + ")";
  }

  private static Match match(ServedParameter parameter, String modifier, String value) {
    String code = parameter.code();
    boolean text = parameter.type().equals("string");
    if (!modifier.isEmpty() && !(text && Set.of("exact", "contains").contains(modifier))) {
      throw Values.unusable(code, "it has a modifier that it does not take");
    }
    return switch (parameter.type()) {
      case "token" -> token(value);
      case "date" -> {
        Moments moments = Moments.of(code, value);
        yield sql -> moments.condition(sql, "search_from(v.e)", "search_until(v.e)");
      }
      case "quantity", "number" -> {
        Amounts amounts = Amounts.of(code, value, parameter.type().equals("quantity"));
        yield sql -> amounts.condition(sql, "v.e");
      }
      case "uri" -> uri(Values.plain(value));
      case "string" -> string(modifier, Values.plain(value));
      default -> throw new IllegalStateException("A parameter of a type that is not searched.");
    };
  }

  private static Match token(String escaped) {
    List<String> parts = Values.split(escaped, '|');
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    String code =
        Values.plain(String.join("|", parts.subList(parts.size() > 1 ? 1 : 0, parts.size())));
    if (parts.size() > 1) {
      wanted.put("system", Values.plain(parts.get(0)));
    }
    if (!code.isEmpty()) {
      wanted.put("code", code);
    }
    return sql -> "search_token(v.e, " + sql.json(wanted.toString()) + ")";
  }

  /** The same address, or a canonical one of any version. */
  private static Match uri(String value) {
    return sql ->
        "(v.e #>> '{}' = "
            + sql.text(value)
            + " or starts_with(v.e #>> '{}', "
            + sql.text(value + "|")
            + "))";
  }

  private static Match string(String modifier, String value) {
    return sql ->
        switch (modifier) {
          case "exact" -> "v.e #>> '{}' = " + sql.text(value);
          case "contains" -> "strpos(lower(v.e #>> '{}'), lower(" + sql.text(value) + ")) > 0";
          default -> "starts_with(lower(v.e #>> '{}'), lower(" + sql.text(value) + "))";
        };
  }

  private static Criterion reference(
      ServedParameter parameter, String modifier, List<String> values) {
    if (!modifier.isEmpty() && !parameter.targets().contains(modifier)) {
      throw Values.unusable(parameter.code(), "it has a modifier that it does not take");
    }
    List<String> references =
        values.stream()
            .flatMap(value -> references(parameter, modifier, Values.plain(value)).stream())
            .toList();
    return (sql, reach) -> {
      String named =
          references.stream().map(sql::text).collect(Collectors.joining(", ", " in (", ")"));
      return Elements.isPatient(parameter)
          ? SUBJECT + named
          : "exists (select from "
              + Elements.of(sql, parameter)
              + " where v.e ->> 'reference'"
              + named
              + ")";
    };
  }

  /** {@code Type/id}; an id alone is one of each type that the parameter refers to. */
  private static List<String> references(ServedParameter parameter, String modifier, String value) {
    if (!REFERENCE.matcher(value).matches()) {
      throw Values.unusable(parameter.code(), "it is not Type/id");
    }
    if (value.contains("/")) {
      return List.of(value);
    }
    List<String> types = modifier.isEmpty() ? parameter.targets() : List.of(modifier);
    return types.stream().map(type -> type + "/" + value).toList();
  }

  private static Criterion missing(ServedParameter parameter, String value) {
    if (!BOOLEAN.contains(value)) {
      throw Values.unusable(parameter.code(), ":missing is neither true nor false");
    }
    return (sql, reach) ->
        (value.equals("true") ? "not " : "")
            + "exists (select from "
            + Elements.of(sql, parameter)
            + ")";
  }
}
