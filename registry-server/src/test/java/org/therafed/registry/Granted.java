package org.therafed.registry;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Row-level grants as administrators propose and sites approve them. */
public final class Granted {

  public static final List<String> TYPES =
      List.of("Patient", "Procedure", "Observation", "Consent", "BiologicallyDerivedProduct");

  private Granted() {}

  /** A whole proposal, in force today. */
  public static Map<String, Object> proposal(TestPerson holder, TestSite... sites) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Map<String, Object> proposal = new HashMap<>();
    proposal.put("holder", holder.name());
    proposal.put("purpose", "Response and PSA of treated patients");
    proposal.put("sites", List.of(sites).stream().map(TestSite::id).toList());
    proposal.put("types", TYPES);
    proposal.put("modules", List.of("rlt-psma"));
    proposal.put("startsOn", today.toString());
    proposal.put("endsOn", today.plusDays(30).toString());
    return proposal;
  }

  public static Response propose(Map<String, Object> proposal) {
    return TestSite.asAdmin().contentType("application/json").body(proposal).post("/admin/grants");
  }

  /** Proposed, not yet approved; returns its id. */
  public static String proposed(Map<String, Object> proposal) {
    return propose(proposal).then().statusCode(201).extract().path("id");
  }

  /** Proposed, and approved by every site that it names; returns its id. */
  public static String inForce(TestPerson holder, TestSite... sites) {
    String id = proposed(proposal(holder, sites));
    for (TestSite site : sites) {
      approve(site, id).then().statusCode(200);
    }
    return id;
  }

  public static Response approve(TestSite site, String grant) {
    return given()
        .header("Authorization", "Bearer " + site.token())
        .post("/federation/grants/" + grant + "/approval");
  }

  public static Response withdraw(TestSite site, String grant) {
    return given()
        .header("Authorization", "Bearer " + site.token())
        .delete("/federation/grants/" + grant + "/approval");
  }
}
