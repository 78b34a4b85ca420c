package org.therafed.registry;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Projects as payers and researchers ask for and administrators decide them. */
public final class GrantedProject {

  private GrantedProject() {}

  /** A whole request: every kind of question of two modules, for a month from today. */
  public static Map<String, Object> request() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Map<String, Object> request = new HashMap<>();
    request.put("organisation", "Statutory Health Insurance");
    request.put("purpose", "Decide on reimbursement of radioligand therapy");
    request.put("modules", List.of("rlt-psma", "cart-lbcl"));
    request.put("questions", List.of("response", "survival", "slope", "toxicity", "cost"));
    request.put("release", "figures");
    request.put("startsOn", today.toString());
    request.put("endsOn", today.plusDays(30).toString());
    return request;
  }

  public static Response ask(TestPerson person, Map<String, Object> request) {
    return ask(person.asking(), request);
  }

  /** The same within a session: no password is hashed for it. */
  public static Response ask(RequestSpecification asking, Map<String, Object> request) {
    return asking.contentType("application/json").body(request).post("/api/projects");
  }

  public static Response decide(String id, String decision, Map<String, Object> body) {
    return TestSite.asAdmin()
        .contentType("application/json")
        .body(body)
        .post("/admin/projects/" + id + "/" + decision);
  }

  /** Asked for and granted; returns its id. */
  public static String of(TestPerson person, Map<String, Object> request) {
    return of(person.asking(), request);
  }

  public static String of(RequestSpecification asking, Map<String, Object> request) {
    String id = ask(asking, request).then().statusCode(201).extract().path("id");
    decide(id, "grant", Map.of()).then().statusCode(200);
    return id;
  }

  /** The person, with a project for everything that tests ask. */
  public static TestPerson with(TestPerson person) {
    of(person, request());
    return person;
  }
}
