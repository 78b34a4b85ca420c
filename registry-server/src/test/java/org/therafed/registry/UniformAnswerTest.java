package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What is not released looks the same over HTTP, whatever the reason and whoever asks. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class UniformAnswerTest {

  /** Of the known federation: left out by the ledger, too small, nobody there. */
  private static final List<String> NOT_RELEASED =
      List.of(
          "response?endpoint=orr",
          "cost?arm=treated",
          "survival?arm=standard-care",
          "toxicity?arm=untreated",
          "survival?module=cart-lbcl&arm=treated");

  /** Sent by the first test; the others only ask. */
  private static KnownFederation federation;

  @Inject Database database;

  @BeforeEach
  void knownFederation() {
    if (federation == null) {
      federation = KnownFederation.frozenAlone(database);
    }
  }

  private static Response ask(RequestSpecification asking, String question) {
    return asking.get("/api/evidence/" + question);
  }

  @Test
  void everyReasonHasTheSameStatusHeadersAndFields() {
    List<Object> shapes = new ArrayList<>();
    for (String question : NOT_RELEASED) {
      Response response = ask(TestSite.asAdmin(), question);
      Map<String, Object> body = response.then().statusCode(200).extract().path("$");
      assertThat(body).as(question).containsEntry("state", "not-released");
      body.keySet().removeAll(List.of("id", "question", "module", "moduleVersion", "arm"));
      body.remove("endpoint");
      TreeSet<String> headers = new TreeSet<>();
      response.headers().forEach(header -> headers.add(header.getName()));
      shapes.add(List.of(body, headers));
    }
    assertThat(shapes.stream().distinct()).hasSize(1);
  }

  @Test
  void whatOneIsRefusedAnotherIsRefusedToo() {
    ask(GrantedProject.with(TestPerson.opened("payer")).asking(), "survival")
        .then()
        .body("state", is("released"));
    ask(GrantedProject.with(TestPerson.opened("researcher")).asking(), "response?endpoint=orr")
        .then()
        .body("state", is("not-released"));
    ask(
            GrantedProject.with(TestPerson.opened("payer")).asking(),
            "response?endpoint=orr&level=0.999")
        .then()
        .body("state", is("not-released"));
  }

  /** There is no order, page or count to vary: what is added to a question changes nothing. */
  @Test
  void parametersThatAQuestionDoesNotHaveChangeNothing() {
    String plain = ask(TestSite.asAdmin(), "toxicity").asString();
    for (String added :
        List.of("_count=1", "_sort=age", "page=2", "offset=1", "_total=accurate", "site=a")) {
      assertThat(ask(TestSite.asAdmin(), "toxicity?" + added).asString()).isEqualTo(plain);
    }
  }

  @Test
  void errorsSayNothingAboutPeople() {
    String ofMany = ask(TestSite.asAdmin(), "survival?level=0.5").asString();
    String ofNobody = ask(TestSite.asAdmin(), "survival?module=cart-lbcl&level=0.5").asString();
    assertThat(withoutInstance(ofMany)).isEqualTo(withoutInstance(ofNobody));
  }

  private static String withoutInstance(String problem) {
    return problem.replaceAll("\"instance\":\"[^\"]*\"", "").replaceAll("\\([0-9a-f]+\\)", "");
  }

  @Test
  void reasonsAreForAuditorsAlone() {
    ask(TestSite.asAdmin(), "survival?arm=standard-care").then().statusCode(200);
    ask(TestSite.asAdmin(), "survival?module=cart-lbcl&arm=treated").then().statusCode(200);
    TestSite.asAdmin().get("/admin/releases").then().statusCode(403);
    TestPerson.opened("payer").asking().get("/admin/releases").then().statusCode(403);
    TestPerson.opened("auditor")
        .asking()
        .get("/admin/releases")
        .then()
        .statusCode(200)
        .body("cut", everyItem(is(1)))
        .body("reason", hasItems("NO_DATA", "TOO_FEW_PEOPLE"));
  }
}
