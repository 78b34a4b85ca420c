package org.therafed.registry.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.KnownFederation;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class DataCutsTest {

  @Inject Mutiny.SessionFactory sessions;
  @Inject Database database;

  @BeforeEach
  void emptyRegistry() {
    database.clear();
  }

  private DataCuts at(Instant now) {
    return new DataCuts(sessions, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }

  @Test
  void administratorFreezesAndMustWaitThirtyDaysForTheNext() {
    String name = TestSite.freeze();
    TestSite.asAdmin().post("/admin/cuts").then().statusCode(409).body("code", is("RG-CUT-002"));
    TestSite.asAdmin().get("/api/cuts").then().statusCode(200).body("name", is(List.of(name)));
    DataCut first = await(() -> at(instant("2030-01-10T00:00:00Z")).asked(name)).orElseThrow();
    Instant soon = first.asOf().plus(DataCuts.LEAST_APART).minusMillis(1);
    assertThatThrownBy(() -> await(() -> at(soon).freeze())).hasMessageContaining("RG-CUT-002");
    DataCut second = await(() -> at(soon.plusMillis(1)).freeze());
    assertThat(second.number()).isEqualTo(2);
    assertThat(await(() -> at(soon).asked(null))).contains(second);
  }

  @Test
  void endOfAQuarterIsFrozenOnceBeforeAnythingOfTheNext() {
    KnownFederation.sendFour();
    Instant later = Instant.now().atOffset(ZoneOffset.UTC).plusMonths(4).toInstant();
    DataCuts cuts = at(later);
    await(cuts::freezeDue);
    await(cuts::freezeDue);
    await(at(later.plus(1, ChronoUnit.HOURS))::freezeDue);
    List<DataCut> all = await(cuts::all);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).name()).matches("20\\d\\d-Q[1-4]");
    assertThat(all.get(0).asOf()).isBefore(later);
    assertThat(all.get(0).asOf().toString()).matches("20\\d\\d-(01|04|07|10)-01T00:00:00Z");
  }

  @Test
  void nothingIsDueWhereNothingArrivedInAnEarlierQuarter() {
    KnownFederation.sendFour();
    DataCuts cuts = at(Instant.now());
    await(cuts::freezeDue);
    assertThat(await(cuts::all)).isEmpty();
  }

  @Test
  void quarterIsNamedByWhatEnded() {
    database.execute(
        "insert into site values ('early', 'Early', 'active', '2026-01-01');"
            + " insert into transfer values ('early', 1, '', 0, '', '2026-09-01T00:00:00Z')");
    DataCuts cuts = at(instant("2026-10-01T00:00:00Z"));
    await(cuts::freezeDue);
    assertThat(await(cuts::all))
        .containsExactly(new DataCut(1, "2026-Q3", instant("2026-10-01T00:00:00Z")));
  }

  /** Of what it has, nobody knows any more what came after the quarter's end. */
  @Test
  void firstCutOfARegistryThatStoredWithoutCutsIsAsOfNow() {
    database.execute(
        "insert into site values ('early', 'Early', 'active', '2026-01-01');"
            + " insert into transfer values ('early', 1, '', 0, '', '2026-09-01T00:00:00Z'),"
            + " ('early', 2, '', 0, '', '2026-10-01T00:00:00Z')");
    Instant now = instant("2026-10-20T10:00:00Z");
    DataCuts cuts = at(now);
    await(cuts::freezeDue);
    assertThat(await(cuts::all)).containsExactly(new DataCut(1, "2026-10-20", now));
  }

  @Test
  void freezingWaitsForWhatIsBeingStored() throws Exception {
    try (Connection storing = database.connection();
        Statement statement = storing.createStatement()) {
      storing.setAutoCommit(false);
      statement.execute("select open_cut()");
      CompletableFuture<String> freezing = CompletableFuture.supplyAsync(TestSite::freeze);
      Awaitility.await()
          .until(
              () ->
                  database.count(
                          "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and"
                              + " query like '%pg_advisory_xact_lock(7064960)%'")
                      == 1);
      assertThat(database.count("select count(*) from data_cut")).isZero();
      storing.commit();
      freezing.join();
    }
    assertThat(database.count("select open_cut()")).isEqualTo(2);
  }

  @Test
  void aCutIsNeverChanged() {
    TestSite.freeze();
    assertThatThrownBy(() -> database.execute("update data_cut set as_of = now()"))
        .hasMessageContaining("data cuts are never changed");
    assertThatThrownBy(() -> database.execute("delete from data_cut"))
        .hasMessageContaining("data cuts are never changed");
  }

  @Test
  void unknownCutIsRefused() {
    TestSite.asAdmin()
        .get("/api/evidence/survival?cut=1999-Q1")
        .then()
        .statusCode(404)
        .body("code", is("RG-CUT-001"));
  }
}
