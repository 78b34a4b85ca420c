package org.therafed.gateway.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.PatientFact;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * Conditions on a person at the index date, as the registry's cohort questions have them; see
 * {@code cohort-questions.md} of the registry. A condition without the fact that it looks at does
 * not hold.
 */
final class LocalSelection {

  private static final int OLDEST = 90;

  private LocalSelection() {}

  /**
   * Whom a condition holds for.
   *
   * @param who JSON in its one form; empty for everybody
   * @return empty if it has a condition that is not known here
   */
  static Optional<Predicate<LocalMember>> of(String who) {
    return who.isEmpty()
        ? Optional.of(member -> true)
        : condition(TransferBundle.readTree(who.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<Predicate<LocalMember>> condition(JsonNode json) {
    if (!json.isObject() || json.size() != 1) {
      return Optional.empty();
    }
    String kind = json.fieldNames().next();
    JsonNode said = json.get(kind);
    return switch (kind) {
      case "all" -> several(said).map(all -> member -> all.stream().allMatch(c -> c.test(member)));
      case "any" -> several(said).map(any -> member -> any.stream().anyMatch(c -> c.test(member)));
      case "not" -> condition(said).map(Predicate::negate);
      case "sex" -> Optional.of(patient(fact -> among(said, fact.sex())));
      case "region" -> Optional.of(patient(fact -> among(said, fact.region())));
      case "age" -> Optional.of(member -> aged(member, said));
      case "line" ->
          Optional.of(
              member ->
                  member
                      .course()
                      .filter(course -> course.line() != null && within(said, course.line()))
                      .isPresent());
      case "biomarker" -> Optional.of(member -> measured(member, said));
      case "treatedBefore" -> Optional.of(member -> treated(member, said.path("module").asText()));
      default -> Optional.empty();
    };
  }

  private static Optional<List<Predicate<LocalMember>>> several(JsonNode json) {
    List<Predicate<LocalMember>> all = new ArrayList<>();
    for (JsonNode each : json) {
      Optional<Predicate<LocalMember>> one = condition(each);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(all);
  }

  private static Predicate<LocalMember> patient(Predicate<PatientFact> holds) {
    return member -> all(member, PatientFact.class).anyMatch(holds);
  }

  private static boolean aged(LocalMember member, JsonNode range) {
    return all(member, PatientFact.class)
        .anyMatch(
            fact ->
                fact.aged90Plus()
                    ? within(range, OLDEST)
                    : fact.birthYear() != null
                        && within(range, member.anchor().on().getYear() - fact.birthYear()));
  }

  private static boolean measured(LocalMember member, JsonNode wanted) {
    LocalDate index = member.anchor().on();
    LocalDate from = index.minusDays(wanted.path("withinDays").asInt());
    return all(member, BiomarkerFact.class)
        .filter(fact -> fact.loinc().equals(wanted.path("loinc").asText()))
        .filter(fact -> fact.unit().equals(wanted.path("unit").asText()) && fact.value() != null)
        .filter(fact -> !fact.on().isBefore(from) && !fact.on().isAfter(index))
        .min(Comparator.comparing(BiomarkerFact::on).reversed().thenComparing(BiomarkerFact::labId))
        .filter(latest -> within(wanted, latest.value().doubleValue()))
        .isPresent();
  }

  private static boolean treated(LocalMember member, String module) {
    return all(member, CourseFact.class)
        .anyMatch(
            course ->
                course.begun()
                    && course.module().equals(module)
                    && course.startedOn().isBefore(member.anchor().on()));
  }

  private static boolean within(JsonNode range, double value) {
    return (!range.has("from") || value >= range.get("from").asDouble())
        && (!range.has("to") || value <= range.get("to").asDouble());
  }

  private static boolean among(JsonNode texts, String value) {
    for (JsonNode text : texts) {
      if (text.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static <T extends Fact> Stream<T> all(LocalMember member, Class<T> type) {
    return member.person().facts().stream().filter(type::isInstance).map(type::cast);
  }
}
