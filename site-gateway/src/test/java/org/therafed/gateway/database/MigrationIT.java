package org.therafed.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What a gateway of an earlier version holds is understood by the next. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class MigrationIT {

  private static final String EARLIER = "earlier_version";

  @Inject DataSource database;

  @Test
  void vitalStatusRowsOfAnEarlierVersionAreTakenUp() throws SQLException {
    FluentConfiguration schema = Flyway.configure().dataSource(database).schemas(EARLIER);
    schema.target("2").load().migrate();
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("set search_path to " + EARLIER);
      sql.execute("insert into person (issuer, patient_id) values ('urn:mrn:a', '王-1')");
      sql.execute(
          "insert into arrival (id, source, kind, business_key, content_sha256, content, person_id,"
              + " received_at, due_at, state, changed_at) select gen_random_uuid(), 'table',"
              + " 'vital-status', 'key', 'sha', convert_to('{\"mrn\":\"王-1\",\"status\":\"dead\","
              + "\"on\":\"2025-04-02\"}', 'UTF8'), id, now(), now(), 'sent', now() from person");
      sql.execute("reset search_path");
      schema.target("latest").load().migrate();
      try (ResultSet row =
          sql.executeQuery(
              "select record_id, said, on_day, correction from " + EARLIER + ".vital_statement")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo(LocalIds.of("vital-status", "urn:mrn:a", "王-1"));
        assertThat(row.getString(2)).isEqualTo("dead");
        assertThat(row.getString(3)).isEqualTo("2025-04-02");
        assertThat(row.getBoolean(4)).isFalse();
        assertThat(row.next()).isFalse();
      }
    }
  }
}
