package org.therafed.registry.records;

import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.publish.ServedParameter;
import org.therafed.profiles.publish.ServedParameters;
import org.therafed.registry.records.Query.Part;

/**
 * A search of one type as it was asked.
 *
 * @param count of matches on a page
 * @param total whether all matches are counted
 * @param subset what of the records is given
 * @param applied the parameters that it follows, but the cursor: what the self link says
 */
record Search(
    String type,
    List<Criterion> criteria,
    List<Include> includes,
    List<Include> reverseIncludes,
    int count,
    Sort sort,
    boolean total,
    Subset subset,
    Optional<Cursor> cursor,
    List<Part> applied) {

  static final int USUAL = 50;
  static final int MOST = 1000;

  private static final Set<String> CONTROL =
      Set.of(
          "_id",
          "_lastUpdated",
          "_count",
          "_sort",
          "_total",
          "_include",
          "_revinclude",
          "_cursor",
          "_summary",
          "_elements",
          "_pretty",
          "_format");

  Search {
    criteria = List.copyOf(criteria);
    includes = List.copyOf(includes);
    reverseIncludes = List.copyOf(reverseIncludes);
    applied = List.copyOf(applied);
  }

  /**
   * Reads it.
   *
   * @param type a resource type of the profiles
   * @throws Fault RG-SEARCH-001 for a parameter that is not known, RG-SEARCH-002 for a value
   */
  static Search of(String type, Query query) {
    List<ServedParameter> known = ServedParameters.of(type);
    List<Criterion> criteria = new ArrayList<>();
    List<Include> includes = new ArrayList<>();
    List<Include> reverse = new ArrayList<>();
    List<Part> applied = new ArrayList<>();
    int count = USUAL;
    Sort sort = Sort.BY_ID;
    boolean total = false;
    Subset subset = Subset.ALL;
    String cursor = "";
    for (int i = 0; i < query.parts().size(); i++) {
      Part part = query.parts().get(i);
      Optional<ServedParameter> parameter =
          known.stream().filter(each -> each.code().equals(part.code())).findFirst();
      Optional<Criterion> step = Chain.of(type, part);
      if (step.isPresent()) {
        criteria.add(step.get());
        applied.add(part);
        continue;
      }
      boolean modified = CONTROL.contains(part.code()) && !part.modifier().isEmpty();
      if (Chain.isStep(part)
          || modified
          || (!CONTROL.contains(part.code()) && parameter.isEmpty())) {
        query.unknown(i, choices(known));
        continue;
      }
      switch (part.code()) {
        case "_id" -> criteria.add(Criteria.ids(part));
        case "_lastUpdated" -> criteria.add(Criteria.lastUpdated(part));
        case "_count" -> count = count(part.value());
        case "_sort" -> sort = Sort.of(type, part.value());
        case "_total" -> total = total(part.value());
        case "_include" -> includes.add(Include.forward(type, part.value()));
        case "_revinclude" -> reverse.add(Include.reverse(type, part.value()));
        case "_cursor" -> cursor = part.value();
        case "_format" -> format(part.value());
        case "_summary", "_elements" -> subset = Subset.named(part).orElseThrow();
        case "_pretty" -> {}
        default -> criteria.add(Criteria.of(parameter.orElseThrow(), part));
      }
      if (!part.code().equals("_cursor")) {
        applied.add(part);
      }
    }
    Optional<Cursor> after =
        cursor.isEmpty() ? Optional.empty() : Optional.of(Cursor.read(cursor, 2));
    count = subset.onlyCounts() ? 0 : count;
    return new Search(
        type, criteria, includes, reverse, count, sort, total, subset, after, applied);
  }

  /** How many on a page: at most a thousand, and zero where only the total is asked. */
  static int count(String value) {
    if (!value.matches("\\d{1,9}")) {
      throw Values.unusable("_count", "it is no whole number from 0");
    }
    return Math.min(MOST, Integer.parseInt(value));
  }

  private static boolean total(String value) {
    return switch (value) {
      case "none" -> false;
      case "accurate", "estimate" -> true;
      default -> throw Values.unusable("_total", "it is not none, accurate or estimate");
    };
  }

  static void format(String value) {
    if (!Set.of("json", "application/json", "application/fhir+json").contains(value)) {
      throw Values.unusable("_format", "answers are application/fhir+json only");
    }
  }

  private static String choices(List<ServedParameter> known) {
    return Stream.concat(
            CONTROL.stream().filter(name -> !name.equals("_cursor")).sorted(),
            known.stream().map(ServedParameter::code))
        .collect(Collectors.joining(", "));
  }

  /** Path and query of this page, or of the one after a cursor. */
  static String link(String path, List<Part> applied, Optional<Cursor> cursor) {
    QueryStringEncoder link = new QueryStringEncoder(path);
    applied.forEach(part -> link.addParam(part.name(), part.value()));
    cursor.ifPresent(at -> link.addParam("_cursor", at.text()));
    return link.toString();
  }
}
