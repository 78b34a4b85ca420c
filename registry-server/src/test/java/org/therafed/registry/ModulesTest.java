package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The therapies that a registry knows are published as FHIR, without log-in. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ModulesTest {

  @Test
  void everyModuleIsListedWithItsVersion() {
    given()
        .get("/modules")
        .then()
        .statusCode(200)
        .body("modules.id", hasItems("rlt-psma", "ckd"))
        .body("modules.find { it.id == 'rlt-psma' }.version", equalTo("1.0.0"));
  }

  @Test
  void aModuleIsATransactionOfDefinitions() {
    given()
        .get("/modules/rlt-psma")
        .then()
        .statusCode(200)
        .contentType("application/fhir+json")
        .body("type", equalTo("transaction"))
        .body(
            "entry.resource.resourceType",
            hasItems(
                "Library",
                "PlanDefinition",
                "ActivityDefinition",
                "ObservationDefinition",
                "Measure",
                "ValueSet",
                "Questionnaire"));
  }

  @Test
  void itsQuestionnaireStandsAlone() {
    given()
        .get("/modules/rlt-psma/questionnaire")
        .then()
        .statusCode(200)
        .contentType("application/fhir+json")
        .body("resourceType", equalTo("Questionnaire"))
        .body("item.linkId", hasItem("administration"));
  }

  @Test
  void anUnknownModuleIsNotFound() {
    given().get("/modules/no-such").then().statusCode(404).body("code", equalTo("RG-MODULE-001"));
  }
}
