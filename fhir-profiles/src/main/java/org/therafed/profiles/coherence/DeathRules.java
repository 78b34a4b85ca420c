package org.therafed.profiles.coherence;

import java.util.Comparator;
import java.util.List;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** One death, and nothing after it. */
final class DeathRules {
  /** SNOMED CT: Dead. */
  private static final String DEAD = "419099009";

  private record Death(PersonRecord record, Days on) {}

  private DeathRules() {}

  static void judge(PersonRecords records, List<Finding> findings) {
    List<Death> deaths =
        records
            .all(Profile.VITAL_STATUS)
            .filter(DeathRules::isDeath)
            .flatMap(status -> status.happened().map(on -> new Death(status, on)).stream())
            .toList();
    if (deaths.isEmpty()) {
      return;
    }
    boolean differ =
        deaths.stream()
            .anyMatch(one -> deaths.stream().anyMatch(other -> !one.on().mayBe(other.on())));
    if (differ) {
      findings.add(
          FindingCode.TWO_DEATHS.of(
              deaths.stream().map(death -> death.record().atHappened()).toArray(Place[]::new)));
    }
    // Of two deaths the later one, so that only what contradicts both is found here.
    Death death = deaths.stream().max(Comparator.comparing(one -> one.on().last())).orElseThrow();
    records
        .all()
        .filter(record -> !(record.is(Profile.VITAL_STATUS) && isDeath(record)))
        .filter(record -> record.happened().filter(on -> on.isAfter(death.on())).isPresent())
        .forEach(
            record ->
                findings.add(
                    FindingCode.AFTER_DEATH.of(record.atHappened(), death.record().atHappened())));
  }

  private static boolean isDeath(PersonRecord status) {
    return PersonRecord.has(status.resource().path("valueCodeableConcept"), Systems.SNOMED, DEAD);
  }
}
