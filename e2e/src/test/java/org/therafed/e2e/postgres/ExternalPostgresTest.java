package org.therafed.e2e.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.Logs;
import org.therafed.e2e.fixture.OneSite;
import org.therafed.runtime.postgres.DatabaseAddress;
import org.therafed.runtime.postgres.EmbeddedPostgres;
import org.therafed.simulator.channel.Counts;

/** The documented variables put both applications on a server started separately. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalPostgresTest {

  private final Path folder = Checkout.emptyFolder("external-postgres");
  private EmbeddedPostgres server;
  private OneSite site;
  private Counts counts;

  @BeforeAll
  void sendARecord() {
    server = EmbeddedPostgres.start(folder.resolve("server"), Checkout.postgresPrograms());
    try (Database database = database("postgres")) {
      database.execute("create database registry");
      database.execute("create database gateway");
    }
    site = OneSite.start(folder, settings("registry"), settings("gateway"));
    site.table("patients", "mrn,name,sex,birth_date", "X-1,Rossi^Marco,M,1950-03-01");
    site.consent("X-1");
    site.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        "X-1,S-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    counts = site.settled();
  }

  private Map<String, String> settings(String database) {
    return Map.of(
        "THERAFED_DB_URL", url(database),
        "THERAFED_DB_USER", server.address().user(),
        "THERAFED_DB_PASSWORD", server.address().password());
  }

  private String url(String database) {
    return server.address().url().replaceFirst("/[^/]*$", "/" + database);
  }

  private Database database(String name) {
    DatabaseAddress address = server.address();
    return Database.at("jdbc:" + url(name), address.user(), address.password());
  }

  @AfterAll
  void end() {
    site.close();
    server.stop();
    Checkout.deleteFoldersIn(folder);
  }

  @Test
  void recordsAreInTheExternalDatabases() {
    assertThat(counts.sent()).isEqualTo(3);
    try (Database registry = database("registry");
        Database gateway = database("gateway")) {
      assertThat(registry.number("select count(*) from fact_biomarker")).isEqualTo(1);
      assertThat(gateway.number("select count(*) from arrival where state = 'sent'")).isEqualTo(3);
    }
  }

  @Test
  void noDatabaseIsStartedInTheDataFolders() {
    assertThat(site.registry().dataDir()).isDirectory();
    assertThat(site.gateway().dataDir()).isDirectory();
    assertThat(site.registry().dataDir().resolve("postgres")).doesNotExist();
    assertThat(site.gateway().dataDir().resolve("postgres")).doesNotExist();
  }

  @Test
  void neitherLogHoldsAWarningWhereNoCollectorIsConfigured() {
    assertThat(site.logs())
        .hasSize(2)
        .allSatisfy(log -> assertThat(Logs.worriedLines(log)).isEmpty());
  }
}
