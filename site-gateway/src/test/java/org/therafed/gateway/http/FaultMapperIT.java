package org.therafed.gateway.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class FaultMapperIT {

  @Test
  void aDefectIsAnsweredWithACodeAndWithoutInternals() {
    given()
        .get("/fhir/test-defect")
        .then()
        .statusCode(500)
        .contentType("application/fhir+json")
        .body("issue[0].details.coding[0].code", equalTo("GW-HTTP-002"))
        .body(not(containsString("Rossi")))
        .body(not(containsString("Exception")));
    given()
        .get("/ops/test-defect")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("code", equalTo("GW-HTTP-002"))
        .body(not(containsString("Rossi")))
        .body(not(containsString("Exception")));
  }

  @Test
  void whatTheServerItselfRefusesHasACodeToo() {
    given().put("/ops/outcomes").then().statusCode(405).body("code", equalTo("GW-HTTP-001"));
    given()
        .contentType("text/plain")
        .body("x")
        .post("/fhir")
        .then()
        .statusCode(415)
        .body("issue[0].details.coding[0].code", equalTo("GW-HTTP-001"));
  }
}
