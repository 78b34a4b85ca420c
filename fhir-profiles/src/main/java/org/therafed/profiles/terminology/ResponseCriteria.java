package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Criteria of response with the categories that each knows: those of {@code response-criteria.csv}
 * and those that therapy modules bring.
 */
public final class ResponseCriteria {
  private static final String FILE = "response-criteria.csv";

  /** RECIST 1.1 in DICOM PS3.16. */
  private static final String RECIST = "126081";

  /** A progression in facts, as every rule reads it. */
  public static final String PROGRESSION = "PD";

  /** What is no assessment at all in facts. */
  public static final String NOT_EVALUABLE = "NE";

  private static final ResponseCriteria STANDARD = new ResponseCriteria(read());

  private final Map<String, Criterion> byName;
  private final Map<String, Criterion> byCode = new HashMap<>();

  private ResponseCriteria(Map<String, Criterion> byName) {
    this.byName = byName;
    byName.values().forEach(c -> byCode.put(key(c.coding().system(), c.coding().code()), c));
  }

  private static String key(String system, String code) {
    return system + "|" + code;
  }

  /** These and others; the codes of what modules bring are different. */
  public ResponseCriteria and(Collection<Criterion> others) {
    if (others.isEmpty()) {
      return this;
    }
    Map<String, Criterion> all = new LinkedHashMap<>(byName);
    others.forEach(criterion -> all.put(criterion.name(), criterion));
    return new ResponseCriteria(all);
  }

  /**
   * A criterion.
   *
   * @param name as tables and modules write it, e.g. {@code RECIST1.1}
   * @param coding in the code set {@code response-criterion}
   * @param categories what its assessments may say, from the best on where a module brings it
   * @param complete names of the categories that are a complete response
   * @param responses names of those that are a response, complete or not
   * @param controlled names of those that are a response, or neither that nor a progression
   */
  public record Criterion(
      String name,
      Coding coding,
      List<Category> categories,
      List<String> complete,
      List<String> responses,
      List<String> controlled) {
    public Criterion {
      categories = List.copyOf(categories);
      complete = List.copyOf(complete);
      responses = List.copyOf(responses);
      controlled = List.copyOf(controlled);
    }

    /** A category by its name; empty if the criterion does not know it. */
    public Optional<Category> category(String category) {
      return categories.stream().filter(c -> c.name().equals(category)).findFirst();
    }

    /** Whether one of its categories is a progression. */
    public boolean hasProgression() {
      return categories.stream().anyMatch(c -> c.fact().equals(PROGRESSION));
    }
  }

  /**
   * A category of a criterion.
   *
   * @param name as tables and modules write it, e.g. {@code CR}
   * @param coding in the code set {@code response-category}
   * @param fact as facts say it: {@link #PROGRESSION} and {@link #NOT_EVALUABLE} whatever the
   *     criterion calls them, else the name
   */
  public record Category(String name, Coding coding, String fact) {}

  /** The criteria that ship with the library. */
  public static ResponseCriteria standard() {
    return STANDARD;
  }

  private static Map<String, Criterion> read() {
    Map<String, Criterion> criteria = new LinkedHashMap<>();
    for (String[] row : TableResource.rows(FILE, 5)) {
      Coding coding =
          row[0].equals("RECIST1.1")
              ? coding("response-criterion", Systems.DCM, RECIST)
              : coding("response-criterion", Systems.RESPONSE, row[0]);
      List<Category> categories =
          List.of(row[1].split(" ", -1)).stream()
              .map(
                  code ->
                      new Category(code, coding("response-category", Systems.RESPONSE, code), code))
              .toList();
      List<String> complete = words(row[2]);
      List<String> responses = joined(complete, words(row[3]));
      criteria.put(
          row[0],
          new Criterion(
              row[0], coding, categories, complete, responses, joined(responses, words(row[4]))));
    }
    return criteria;
  }

  private static List<String> words(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split(" ", -1));
  }

  private static List<String> joined(List<String> first, List<String> next) {
    return Stream.concat(first.stream(), next.stream()).toList();
  }

  private static Coding coding(String set, String system, String code) {
    String display =
        CodeSets.standard()
            .find(set)
            .flatMap(codes -> codes.display(system, code))
            .orElseThrow(
                () ->
                    TerminologyCode.TABLE.with(
                        safe("file", FILE),
                        safe("path", code),
                        safe("reason", "it is not in the set " + set)));
    return new Coding(system, code, display);
  }

  /** Names of the criteria. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** A criterion by its name. */
  public Optional<Criterion> named(String name) {
    return Optional.ofNullable(name == null ? null : byName.get(name));
  }

  /** A criterion by its coding. */
  public Optional<Criterion> coded(String system, String code) {
    return Optional.ofNullable(byCode.get(key(system, code)));
  }
}
