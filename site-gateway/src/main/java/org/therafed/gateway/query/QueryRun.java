package org.therafed.gateway.query;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.forward.http.RegistryClient;
import org.therafed.gateway.site.Site;

/** Asks the registry once for questions, and hands in what this site answers. */
@Singleton
public class QueryRun {

  /**
   * Steps of one question that may follow each other at once; the registry is not asked forever.
   */
  private static final int MOST_ROUNDS = 8;

  private final RegistryClient registry;
  private final QueryAgent agent;
  private final Site site;
  private volatile Last last = new Last(Optional.empty(), Optional.empty());

  @Inject
  QueryRun(RegistryClient registry, QueryAgent agent, Site site) {
    this.registry = registry;
    this.agent = agent;
    this.site = site;
  }

  /**
   * How asking went.
   *
   * @param asked when the registry last gave its questions
   * @param failed when it could not be asked, or did not take an answer, since then
   */
  public record Last(Optional<Instant> asked, Optional<Instant> failed) {}

  /** How asking went the last time. */
  public Last last() {
    return last;
  }

  /** Asks until nothing new is asked. */
  public synchronized void run() {
    if (!registry.configured()) {
      return;
    }
    List<String> before = List.of();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Optional<List<String>> asked = registry.questions();
      if (asked.isEmpty()) {
        failed();
        return;
      }
      last = new Last(Optional.of(site.clock().instant()), Optional.empty());
      if (asked.get().equals(before)) {
        return;
      }
      before = asked.get();
      boolean taken = true;
      for (String text : before) {
        // One answer that is not taken keeps no other question waiting.
        taken &= answer(text);
      }
      if (!taken) {
        failed();
        return;
      }
    }
  }

  private void failed() {
    last = new Last(last.asked(), Optional.of(site.clock().instant()));
  }

  private boolean answer(String text) {
    for (QueryAgent.Outgoing answer : agent.outgoing(text)) {
      if (!registry.answered(answer.question(), answer.signed())) {
        return false;
      }
    }
    return true;
  }
}
