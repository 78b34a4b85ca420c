package org.therafed.registry;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Somebody with an account, who asks the registry over HTTP. */
public record TestPerson(String name, String password) {

  /** The administrator of every test registry. */
  public static TestPerson admin() {
    return new TestPerson("admin", RegistryTestProfile.PASSWORD);
  }

  /** Opens an account with a name of its own; the password is the one for the first time. */
  public static TestPerson opened(String role) {
    return opened(role + "-" + UUID.randomUUID().toString().substring(0, 8), role);
  }

  /** Opens an account; the password is the one for the first time. */
  static TestPerson opened(String name, String role) {
    String password =
        TestSite.asAdmin()
            .contentType("application/json")
            .body(Map.of("name", name, "role", role))
            .post("/admin/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("oneTimePassword");
    return new TestPerson(name, password);
  }

  /** A request with name and password. */
  public RequestSpecification asking() {
    return given().auth().preemptive().basic(name, password);
  }

  /** Logs in: many requests without a password hash for each. */
  public String session() {
    return given()
        .redirects()
        .follow(false)
        .formParam("j_username", name)
        .formParam("j_password", password)
        .post("/login/check")
        .then()
        .statusCode(302)
        .extract()
        .cookie(TestSite.SESSION);
  }
}
