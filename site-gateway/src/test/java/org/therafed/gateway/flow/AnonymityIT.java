package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The data-protection officer sees who stands out in what has left, without seeing who it is. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class AnonymityIT extends WhatLeaves {

  private static JsonPath person() {
    return new JsonPath(given().get("/ops/anonymity?k=3").asString());
  }

  private static long ofGansu(JsonPath json) {
    return json
        .getList(
            "combinations.find { it.combination == 'person' }.smallClasses.findAll {"
                + " it.values[2] == 'Gansu' }.persons",
            Integer.class)
        .stream()
        .mapToLong(Integer::longValue)
        .sum();
  }

  private static void gansu(String mrn, String year) {
    Gateway.table(
            "patients",
            "mrn,national_id,name,sex,birth_date,region",
            mrn + ",,欧阳静,F," + year + "-03-01,Gansu")
        .then()
        .statusCode(200);
    Gateway.consent(mrn);
    Gateway.lab(mrn, mrn + "-S");
  }

  @Test
  void whoIsLikeFewOthersIsCountedUntilTakenBack() {
    gansu("ANO-1", "1940");
    gansu("ANO-2", "1940");
    Gateway.settled();
    assertThat(ofGansu(person())).isEqualTo(2);
    gansu("ANO-3", "1940");
    gansu("ANO-4", "1991");
    Gateway.settled();
    JsonPath json = person();
    // Three of one year are enough for k = 3; the fourth is alone.
    assertThat(ofGansu(json)).isEqualTo(1);
    Gateway.table("consents", "mrn,decision,signed_on", "ANO-4,deny,2025-06-01");
    Eventually.holds("it is taken back", () -> ofGansu(person()) == 0);
    String text = given().get("/ops/anonymity/text?k=4&lang=zh").asString();
    assertThat(text).contains("地区 Gansu", "性别 female").doesNotContain("ANO-", "欧阳静");
    String pseudonym = registry.resources("Patient").get(0).path("id").asText();
    assertThat(text + given().get("/ops/anonymity").asString())
        .doesNotContain(pseudonym)
        .doesNotContain("03-01");
  }
}
