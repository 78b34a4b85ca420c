package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What was linked before national ids were checked. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class LinkageMigrationIT extends WithRegistry {

  private static final String ARRIVAL =
      "insert into before_linkage.arrival (id, source, kind, business_key, content_sha256, person_id,"
          + " received_at, due_at, state, changed_at, outbox_id) values"
          + " ('00000000-0000-0000-0000-00000000000%s', 'table', 'labs', 'k', 'h', %s, now(),"
          + " now(), '%s', now(), %s)";

  @Inject Database database;
  @Inject DataSource dataSource;

  @Test
  void linkedPersonsEnterAgainWithoutTheirUncheckedIdsAndOthersStay() {
    flyway().target("4").load().migrate();
    update(
        "insert into before_linkage.person (issuer, patient_id, national_id) values ('u', 'linked',"
            + " '000000000000000000'), ('u', 'waiting', '330102195003010130'), ('u', 'other', null)");
    update(
        "insert into before_linkage.outbox (person_id, resources, items, state, next_attempt_at,"
            + " enqueued_at) select id, '[]', 1, 'queued', now(), now() from before_linkage.person"
            + " where patient_id in ('waiting', 'other') order by id");
    update(ARRIVAL.formatted("1", "1", "sent", "null"));
    update(ARRIVAL.formatted("2", "1", "sent", "null"));
    update(ARRIVAL.formatted("3", "2", "queued", "1"));
    update(ARRIVAL.formatted("4", "3", "queued", "2"));
    update(ARRIVAL.formatted("5", "3", "sent", "null"));

    flyway().load().migrate();

    assertThat(column("select state from before_linkage.arrival order by id"))
        .containsExactly("sent", "new", "new", "queued", "sent");
    assertThat(column("select person_id::text from before_linkage.outbox")).containsExactly("3");
    assertThat(column("select patient_id from before_linkage.person where national_id is not null"))
        .isEmpty();
  }

  @Test
  void anIdThatStandsIsTakenFromThePatientThatWasKeptAndMovesNoDateAgain() {
    Gateway.personWithConsent("MIG-1", "330102195003010130");
    lab("S-1");
    database.inTransaction(
        tx ->
            tx.update(
                "update person set national_id = null, national_lookup = null where patient_id = ?",
                tx.lookup(Lookup.PATIENT_ID, "MIG-1")));
    lab("S-2");
    List<Long> linked =
        database.inTransaction(
            tx ->
                tx.list(
                    "select id from person where patient_id = ? and national_country = 'CN' and"
                        + " national_lookup = ?",
                    row -> row.getLong(1),
                    tx.lookup(Lookup.PATIENT_ID, "MIG-1"),
                    tx.lookup(Lookup.NATIONAL_ID, "330102195003010130")));
    assertThat(linked).hasSize(1);
    assertThat(registry.resources("Observation"))
        .hasSize(2)
        .extracting(lab -> lab.path("effectiveDateTime").asText())
        .containsOnly(registry.resources("Observation").get(0).path("effectiveDateTime").asText());
  }

  private static void lab(String sample) {
    Gateway.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        "MIG-1," + sample + ",2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(dataSource)
        .defaultSchema("before_linkage")
        .schemas("before_linkage")
        .createSchemas(true)
        .locations("classpath:db/migration");
  }

  private void update(String sql) {
    database.inTransaction(tx -> tx.update(sql));
  }

  private List<String> column(String sql) {
    return database.inTransaction(tx -> tx.list(sql, row -> row.getString(1)));
  }
}
