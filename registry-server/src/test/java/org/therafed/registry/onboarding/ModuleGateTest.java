package org.therafed.registry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A site sends records of the modules that are open there, and of no other. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ModuleGateTest {

  private static final LocalDate DAY = LocalDate.of(2026, 2, 3);

  @Inject Database database;

  private static ObjectNode course(TestSite site, String name, String module) {
    ObjectNode course =
        Records.course(Records.id(site.id(), name), Records.id(site.id(), "p"), DAY);
    ObjectNode extension = (ObjectNode) course.path("extension").get(0);
    extension.put(
        "valueCanonical", extension.path("valueCanonical").asText().replace("rlt-psma", module));
    return course;
  }

  private long stored(TestSite site) {
    return database.count("select count(*) from resource where site = '" + site.id() + "'");
  }

  @Test
  void everyEntryOfAModuleThatIsNotOpenIsToldAndTheTransferIsNotStored() {
    JoiningSite hospital = JoiningSite.tested();
    hospital.asAdmin("accreditation").then().statusCode(200);
    hospital.asAdmin("live").then().statusCode(200);
    TestSite site = hospital.site();
    site.send(Records.patient(Records.id(site.id(), "p")), course(site, "c1", "rlt-psma"))
        .then()
        .statusCode(200);
    long before = stored(site);
    byte[] mixed =
        site.next(
            course(site, "c2", "ra223"),
            course(site, "c3", "rlt-psma"),
            course(site, "c4", "cart-lbcl"));
    site.post(mixed)
        .then()
        .statusCode(422)
        .body("resourceType", is("OperationOutcome"))
        .body("issue.details.coding.flatten().code", everyItem(is("RG-INGEST-009")))
        .body(
            "issue.expression.flatten()",
            contains("Bundle.entry[0].resource.extension", "Bundle.entry[2].resource.extension"))
        .body("issue[0].diagnostics", containsString("not open at this site"));
    assertThat(stored(site)).isEqualTo(before);
    assertThat(
            database.column(
                "select code || ' ' || refused from refusal_count where site = '"
                    + site.id()
                    + "'"))
        .containsExactly("RG-INGEST-009 1");
    hospital
        .post("/onboarding/profile", "{\"modules\":[\"rlt-psma\",\"ra223\",\"cart-lbcl\"]}")
        .then()
        .statusCode(200);
    site.post(mixed).then().statusCode(200);
    assertThat(stored(site)).isEqualTo(before + 3);
  }

  @Test
  void siteThatTheAdministratorVouchedForSendsAnyModule() {
    TestSite site = TestSite.registered("any");
    site.send(Records.patient(Records.id(site.id(), "p")), course(site, "c", "cart-lbcl"))
        .then()
        .statusCode(200);
  }
}
