package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.profiles.profile.Profile;

/** The current records of one person, without those taken back, in the order of their names. */
final class PersonRecords {
  private static final String NOT_DONE = "not-done";

  private final Map<String, PersonRecord> byReference;

  private PersonRecords(Map<String, PersonRecord> byReference) {
    this.byReference = byReference;
  }

  static PersonRecords of(Collection<? extends JsonNode> resources) {
    List<PersonRecord> records = new ArrayList<>();
    resources.forEach(resource -> records.add(PersonRecord.of(resource)));
    records.sort(Comparator.comparing(PersonRecord::reference));
    Map<String, PersonRecord> byReference = new LinkedHashMap<>();
    records.stream()
        .filter(record -> !record.isTakenBack())
        .forEach(record -> byReference.put(record.reference(), record));
    return new PersonRecords(byReference);
  }

  Stream<PersonRecord> all() {
    return byReference.values().stream();
  }

  Stream<PersonRecord> all(Profile profile) {
    return all().filter(record -> record.is(profile));
  }

  Optional<PersonRecord> find(String reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  /** The administrations that were given. */
  Stream<PersonRecord> given() {
    return all(Profile.ADMINISTRATION).filter(record -> !NOT_DONE.equals(record.status()));
  }

  /** The first record of a profile that {@code partOf} names. */
  Optional<PersonRecord> whole(PersonRecord part, Profile profile) {
    return part.partOf().stream()
        .flatMap(reference -> find(reference).stream())
        .filter(record -> record.is(profile))
        .findFirst();
  }

  /** The course of a cycle, or of what is part of a cycle or of the course itself. */
  Optional<PersonRecord> course(PersonRecord part) {
    Optional<PersonRecord> cycle = whole(part, Profile.TREATMENT_CYCLE);
    return whole(cycle.orElse(part), Profile.TREATMENT_COURSE);
  }

  /** Whether a cycle is known not to have happened, or not yet. */
  static boolean isNotGiven(PersonRecord cycle) {
    return NOT_DONE.equals(cycle.status()) || "preparation".equals(cycle.status());
  }
}
