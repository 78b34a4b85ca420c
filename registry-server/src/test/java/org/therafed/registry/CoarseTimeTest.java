package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.profile.Canonical;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What is kept beside shifted dates is too coarse to tell a shift to the day. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class CoarseTimeTest {

  private static final String URL = Canonical.extension("follow-up-age");

  @Inject Database database;
  @Inject DataSource dataSource;
  @Inject Clock clock;

  @Test
  void ageInDaysIsKeptAsItsBandAndArrivalAsItsMonth() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String status = Records.id(site.id(), "status");
    ObjectNode alive = Records.vitalStatus(status, patient, LocalDate.of(2025, 3, 1), false);
    alive.putArray("extension").addObject().put("url", URL).put("valueInteger", 401);
    String before = monthNow();
    site.send(Records.patient(patient), alive).then().statusCode(200);
    String after = monthNow();
    assertThat(one("select follow_up_age_days from fact_survival where fact_id = '" + status + "'"))
        .isEqualTo("390");
    String transfer = " from transfer where site = '" + site.id() + "'";
    String month = one("select received_at at time zone 'UTC'" + transfer);
    assertThat(month).isIn(before, after);
    for (String table : List.of("resource", "resource_history")) {
      String of = " from " + table + " where id = '" + status + "'";
      assertThat(one("select content::text" + of)).contains("390").doesNotContain("401");
      assertThat(one("select last_updated at time zone 'UTC'" + of)).isEqualTo(month);
    }
    assertThat(one("select receipt" + transfer))
        .contains("\"lastModified\":\"" + month.replace(' ', 'T') + "Z\"");
  }

  private String monthNow() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1) + " 00:00:00";
  }

  @Test
  void databaseRefusesAnythingFiner() {
    for (String sql :
        List.of(
            "update transfer set received_at = now()",
            "update resource set last_updated = now()",
            "update resource_history set last_updated = now()",
            "update fact_survival set follow_up_age_days = 31")) {
      ageInDaysIsKeptAsItsBandAndArrivalAsItsMonth();
      assertThatThrownBy(() -> database.execute(sql)).hasStackTraceContaining("check constraint");
    }
  }

  @Test
  void whatWasStoredBeforeIsCoarsenedByTheMigration() {
    flyway().target("2").load().migrate();
    String at = "'2026-03-17T08:45:12.345Z'";
    String content =
        "'{\"extension\":[{\"url\":\"x\",\"valueString\":\"1.0\"},{\"url\":\""
            + URL
            + "\",\"valueInteger\":401}]}'";
    for (String sql :
        List.of(
            "insert into earlier.site values ('s', 'S', '{}', 'live', " + at + ")",
            "insert into earlier.transfer values ('s', 1, 'h', 1, '[{\"lastModified\":"
                + "\"2026-03-17T08:45:12.345Z\"}]', "
                + at
                + ")",
            "insert into earlier.resource values ('Observation', 'o', 's', 1, 1, "
                + content
                + ", "
                + at
                + ")",
            "insert into earlier.resource_history values ('Observation', 'o', 1, 's', 1, "
                + content
                + ", "
                + at
                + ")",
            "insert into earlier.fact_survival values ('o', 's', 'p', false, '2025-01-01', 401)")) {
      database.execute(sql);
    }
    flyway().load().migrate();
    assertThat(one("select follow_up_age_days from earlier.fact_survival")).isEqualTo("390");
    assertThat(one("select receipt from earlier.transfer"))
        .isEqualTo("[{\"lastModified\":\"2026-03-01T00:00:00Z\"}]");
    for (String table : List.of("resource", "resource_history")) {
      assertThat(one("select content -> 'extension' from earlier." + table))
          .isEqualTo(
              "[{\"url\": \"x\", \"valueString\": \"1.0\"}, {\"url\": \""
                  + URL
                  + "\", \"valueInteger\": 390}]");
      assertThat(one("select last_updated at time zone 'UTC' from earlier." + table))
          .isEqualTo("2026-03-01 00:00:00");
    }
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(dataSource)
        .defaultSchema("earlier")
        .schemas("earlier")
        .createSchemas(true)
        .locations("classpath:db/migration");
  }

  private String one(String sql) {
    return database.column(sql).get(0);
  }
}
