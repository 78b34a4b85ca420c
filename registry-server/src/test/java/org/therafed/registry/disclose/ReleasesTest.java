package org.therafed.registry.disclose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.ReleaseLedger.Decision;
import org.therafed.evidence.disclosure.WithheldReason;
import org.therafed.registry.Database;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What was released is known to everybody's next question, in this process and the next one. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ReleasesTest {

  @Inject Mutiny.SessionFactory sessions;
  @Inject Releases running;
  @Inject Database database;

  @BeforeEach
  void twoCuts() {
    database.clear();
    database.execute(
        "insert into data_cut values (1, 'one', now(), 'test'), (2, 'two', now(), 'test')");
  }

  private static Cohort people(long first, long last) {
    return Cohort.of(LongStream.rangeClosed(first, last));
  }

  private static Decision ask(Releases releases, int cut, Cohort cohort) {
    AtomicReference<Decision> decision = new AtomicReference<>();
    try {
      VertxContextSupport.subscribeAndAwait(
          () ->
              releases.decide(
                  cut,
                  "a question",
                  ledger -> {
                    decision.set(ledger.consider(cohort, "response"));
                    if (decision.get() == Decision.REFUSE) {
                      ledger.withheld(cohort, "response", WithheldReason.LEDGER);
                    }
                    return new Disclosed(null, null, null, null, List.of());
                  }));
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    return decision.get();
  }

  @Test
  void ledgerOutlivesTheProcess() {
    assertThat(ask(running, 1, people(1, 100))).isEqualTo(Decision.RELEASE);
    Releases restarted = new Releases(sessions);
    assertThat(ask(restarted, 1, people(1, 101))).isEqualTo(Decision.REFUSE);
    assertThat(ask(restarted, 1, people(1, 100))).isEqualTo(Decision.RELEASE);
    assertThat(ask(restarted, 1, people(1, 120))).isEqualTo(Decision.RELEASE);
    // The first process learns of it too.
    assertThat(ask(running, 1, people(1, 121))).isEqualTo(Decision.REFUSE);
    assertThat(database.count("select count(*) from release_set")).isEqualTo(2);
  }

  @Test
  void eachCutHasItsOwnLedger() {
    assertThat(ask(running, 1, people(1, 100))).isEqualTo(Decision.RELEASE);
    assertThat(ask(running, 2, people(1, 101))).isEqualTo(Decision.RELEASE);
  }

  @Test
  void reasonsAreKeptForTheAuditor() throws Throwable {
    ask(running, 1, people(1, 100));
    ask(running, 1, people(1, 101));
    List<Releases.Decision> all = VertxContextSupport.subscribeAndAwait(() -> running.after(0, 10));
    assertThat(all).extracting(Releases.Decision::reason).containsExactly(null, "LEDGER");
    assertThat(all).extracting(Releases.Decision::question).containsOnly("a question");
  }

  /** Of two sets that must not both be released, one is, however many ask at once. */
  @Test
  void decisionsAreTakenOneAfterTheOther() {
    ExecutorService crowd = Executors.newFixedThreadPool(6);
    try {
      List<CompletableFuture<Decision>> asked = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        long last = 100L + i;
        Releases releases = i % 2 == 0 ? running : new Releases(sessions);
        asked.add(CompletableFuture.supplyAsync(() -> ask(releases, 1, people(1, last)), crowd));
      }
      assertThat(asked.stream().map(CompletableFuture::join).toList())
          .containsOnlyOnce(Decision.RELEASE);
    } finally {
      crowd.shutdown();
    }
  }

  @Test
  void answerIsNotGivenIfWhatItReleasesCannotBeKept() {
    database.execute("alter table release_set add constraint none check (id < 0) not valid");
    try {
      assertThatThrownBy(() -> ask(running, 1, people(1, 100))).isNotNull();
    } finally {
      database.execute("alter table release_set drop constraint none");
    }
    assertThat(database.count("select count(*) from release_decision")).isZero();
    // And it does not count as released.
    assertThat(ask(running, 1, people(1, 101))).isEqualTo(Decision.RELEASE);
  }

  @Test
  void whatWasReleasedIsNeverTakenBack() {
    ask(running, 1, people(1, 100));
    assertThatThrownBy(() -> database.execute("delete from release_set"))
        .hasMessageContaining("never changed");
  }
}
