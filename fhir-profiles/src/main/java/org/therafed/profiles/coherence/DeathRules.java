package org.therafed.profiles.coherence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/**
 * One death, and nothing after it. A death is a vital status, or a fatal adverse event that says
 * the day. Of fatal events that have only an onset the death came then or later, so that they are
 * read where nothing else says the day, and the latest of them.
 */
final class DeathRules {
  /** SNOMED CT: Dead. */
  private static final String DEAD = "419099009";

  private record Death(PersonRecord record, Days on, Place at) {}

  private DeathRules() {}

  static void judge(PersonRecords records, List<Finding> findings) {
    FatalEvents.judge(records, findings);
    List<Death> said = said(records);
    List<Death> deaths = said.isEmpty() ? latestOnset(records) : said;
    if (said.isEmpty()) {
      deaths.forEach(onset -> findings.add(FindingCode.DEATH_WITHOUT_DAY.of(onset.at())));
    }
    if (deaths.isEmpty()) {
      return;
    }
    boolean differ =
        deaths.stream()
            .anyMatch(one -> deaths.stream().anyMatch(other -> !one.on().mayBe(other.on())));
    if (differ) {
      findings.add(FindingCode.TWO_DEATHS.of(deaths.stream().map(Death::at).toArray(Place[]::new)));
    }
    // Of two deaths the later one, so that only what contradicts both is found here.
    Death death = deaths.stream().max(Comparator.comparing(one -> one.on().last())).orElseThrow();
    Set<PersonRecord> saying = deaths.stream().map(Death::record).collect(Collectors.toSet());
    records
        .all()
        .filter(record -> !saying.contains(record))
        .forEach(
            record ->
                after(record, death.on())
                    .ifPresent(at -> findings.add(FindingCode.AFTER_DEATH.of(at, death.at()))));
  }

  private static List<Death> said(PersonRecords records) {
    return Stream.concat(
            records
                .all(Profile.VITAL_STATUS)
                .filter(DeathRules::isDeath)
                .flatMap(status -> death(status, status.happened(), status.atHappened())),
            records
                .all()
                .filter(FatalEvents::isFatal)
                .flatMap(
                    event -> death(event, FatalEvents.diedOn(event), FatalEvents.atDeath(event))))
        .toList();
  }

  private static List<Death> latestOnset(PersonRecords records) {
    return records
        .all()
        .filter(FatalEvents::isFatal)
        .flatMap(event -> death(event, event.happened(), event.atHappened()))
        .max(Comparator.comparing(onset -> onset.on().last()))
        .stream()
        .toList();
  }

  private static Stream<Death> death(PersonRecord record, Optional<Days> on, Place at) {
    return on.map(days -> new Death(record, days, at)).stream();
  }

  /** Where a record says that something happened, or still went on, after the death. */
  private static Optional<Place> after(PersonRecord record, Days death) {
    if (record.happened().filter(on -> on.isAfter(death)).isPresent()) {
      return Optional.of(record.atHappened());
    }
    return record.ended().filter(on -> on.isAfter(death)).map(on -> record.atEnded());
  }

  private static boolean isDeath(PersonRecord status) {
    return PersonRecord.has(status.resource().path("valueCodeableConcept"), Systems.SNOMED, DEAD);
  }
}
