package org.therafed.gateway.consent.optout;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.profiles.outcome.Reason;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The hospital's list as a file that others write. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class OptOutFileIT {

  private static final Duration NEVER = Duration.ofDays(1);

  @Inject Database database;
  @Inject OptOuts optOuts;
  @Inject Site site;

  private long standing() {
    return database.inTransaction(tx -> optOuts.standing(tx, OptOutFile.LIST));
  }

  private OptOutFile file(Path path, Duration settle) {
    return new OptOutFile(database, optOuts, site, Optional.of(path), settle);
  }

  @Test
  void whoIsOnItCountsAtOnceAndWhoHasGoneOnlyWhenItHasSettled() throws IOException {
    Path path = Files.createTempFile("opt-outs", ".csv");
    Files.writeString(path, "kind,issuer,id\nmrn,,OPT-F1\nmrn,,OPT-F2\n");
    OptOutFile changing = file(path, NEVER);
    changing.look();
    assertThat(standing()).isEqualTo(2);
    // Half written.
    Files.writeString(path, "kind,issuer,id\nmrn,,OPT-F3\n");
    changing.look();
    changing.look();
    assertThat(standing()).isEqualTo(3);
    // Gone, and another file in its place.
    Files.delete(path);
    changing.look();
    assertThat(changing.problem()).map(Reason::code).contains("GW-OPTOUT-001");
    assertThat(standing()).isEqualTo(3);
    Files.writeString(path, "no list");
    changing.look();
    assertThat(changing.problem()).map(Reason::code).contains("GW-OPTOUT-002");

    Files.writeString(path, "kind,issuer,id\nmrn,,OPT-F1\n");
    OptOutFile settled = file(path, Duration.ZERO);
    settled.look();
    assertThat(standing()).isEqualTo(3);
    settled.look();
    assertThat(standing()).isOne();
    assertThat(settled.report()).map(OptOutReport::ended).contains(2);
    assertThat(settled.problem()).isEmpty();
    Files.delete(path);
  }
}
