package org.therafed.registry.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.therafed.profiles.publish.ServedParameter;
import org.therafed.profiles.publish.ServedParameters;
import org.therafed.registry.records.Query.Part;

/**
 * Conditions by what a record refers to ({@code subject:Patient.gender}) or what refers to it
 * ({@code _has:Observation:patient:code}), one step far. The other record must be within the same
 * reach, or a search would tell of records that may not be read.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#chaining">FHIR R4 search, chaining</a>
 */
final class Chain {

  private static final String NAME = "[a-z][a-z-]*|_id|_lastUpdated";
  private static final Pattern FORWARD =
      Pattern.compile("([a-z][a-z-]*)(?::([A-Z][A-Za-z]+))?\\.(" + NAME + ")((?::[a-z]+)?)");
  private static final Pattern REVERSE =
      Pattern.compile("_has:([A-Z][A-Za-z]+):([a-z][a-z-]*):(" + NAME + ")((?::[a-z]+)?)");

  private Chain() {}

  /** Whether a parameter's name is that of a step, served or not. */
  static boolean isStep(Part part) {
    return part.name().indexOf('.') >= 0 || part.code().equals("_has");
  }

  /**
   * The condition of a parameter that is such a step; empty if it is none, or one whose names are
   * not served.
   *
   * @param type that is searched
   */
  static Optional<Criterion> of(String type, Part part) {
    Matcher forward = FORWARD.matcher(part.name());
    if (forward.matches()) {
      return forward(type, forward, part.value());
    }
    Matcher reverse = REVERSE.matcher(part.name());
    return reverse.matches() ? reverse(type, reverse, part.value()) : Optional.empty();
  }

  private static Optional<Criterion> forward(String type, Matcher form, String value) {
    Optional<ServedParameter> reference = reference(type, form.group(1));
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    List<Criterion> alternatives = new ArrayList<>();
    for (String target : reference.get().targets()) {
      if (form.group(2) == null || form.group(2).equals(target)) {
        condition(target, new Part(form.group(3) + form.group(4), value))
            .map(condition -> ids(target, condition))
            .ifPresent(alternatives::add);
      }
    }
    if (alternatives.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (sql, reach) -> {
          String among =
              alternatives.stream()
                  .map(each -> each.sql(sql, reach))
                  .collect(Collectors.joining(" union all ", " in (", ")"));
          return Elements.isPatient(reference.get())
              ? Criteria.SUBJECT + among
              : "exists (select from "
                  + Elements.of(sql, reference.get())
                  + " where v.e ->> 'reference'"
                  + among
                  + ")";
        });
  }

  private static Optional<Criterion> reverse(String type, Matcher form, String value) {
    String other = form.group(1);
    Optional<ServedParameter> reference =
        reference(other, form.group(2)).filter(each -> each.targets().contains(type));
    Optional<Criterion> condition =
        condition(other, new Part(form.group(3) + form.group(4), value));
    if (reference.isEmpty() || condition.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (sql, reach) ->
            "r.type || '/' || r.id in (select v.e ->> 'reference' from resource r, lateral "
                + Elements.of(sql, reference.get())
                + " where "
                + of(other, condition.get(), sql, reach)
                + ")");
  }

  private static Criterion ids(String type, Criterion condition) {
    return (sql, reach) ->
        "select r.type || '/' || r.id from resource r where " + of(type, condition, sql, reach);
  }

  private static String of(String type, Criterion condition, BoundSql sql, Reach reach) {
    return "r.type = "
        + sql.text(type)
        + " and "
        + condition.sql(sql, reach)
        + " and "
        + reach.condition(sql);
  }

  private static Optional<ServedParameter> reference(String type, String code) {
    return ServedParameters.of(type).stream()
        .filter(each -> each.code().equals(code) && each.type().equals("reference"))
        .findFirst();
  }

  private static Optional<Criterion> condition(String type, Part part) {
    return switch (part.code()) {
      case "_id" -> part.modifier().isEmpty() ? Optional.of(Criteria.ids(part)) : Optional.empty();
      case "_lastUpdated" ->
          part.modifier().isEmpty() ? Optional.of(Criteria.lastUpdated(part)) : Optional.empty();
      default ->
          ServedParameters.of(type).stream()
              .filter(each -> each.code().equals(part.code()))
              .findFirst()
              .map(parameter -> Criteria.of(parameter, part));
    };
  }
}
