package org.therafed.registry.flow;

import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What a site reads that has sent its share. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class QuotaAnswerTest {

  @Inject SiteQuota quota;

  @Test
  void siteThatHasSentItsShareIsToldWhenToComeBackAndNothingIsLost() {
    TestSite site = TestSite.registered("quota");
    TestSite other = TestSite.registered("quota");
    // An hour ahead, so that no time passes for the bucket while the test runs.
    Instant ahead = Instant.now().plusSeconds(3600);
    while (quota.enter(site.id(), ahead).isEmpty()) {
      quota.leave(site.id());
    }
    byte[] transfer = site.next(Records.patient(Records.id(site.id(), "p")));
    site.post(transfer)
        .then()
        .statusCode(429)
        .header("Retry-After", "1")
        .body("issue[0].details.coding[0].code", is("RG-INGEST-010"));
    site.get("/federation/status").then().statusCode(200).body("transfers", is(0));
    other.send(Records.patient(Records.id(other.id(), "p"))).then().statusCode(200);
    quota.enter(site.id(), ahead.plusSeconds(60));
    quota.leave(site.id());
    site.post(transfer).then().statusCode(200);
  }
}
