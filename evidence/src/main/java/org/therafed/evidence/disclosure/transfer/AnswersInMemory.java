package org.therafed.evidence.disclosure.transfer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.therafed.evidence.disclosure.Cohort;

/** A record that lasts as long as its process. */
final class AnswersInMemory implements AnswerRecord {
  private final Map<Cohort, Set<String>> sites = new ConcurrentHashMap<>();

  @Override
  public Optional<Set<String>> sitesOf(Cohort people) {
    return Optional.ofNullable(sites.get(people));
  }

  @Override
  public void answered(Cohort people, Set<String> among) {
    sites.putIfAbsent(people, Set.copyOf(among));
  }
}
