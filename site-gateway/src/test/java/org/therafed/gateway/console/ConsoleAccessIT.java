package org.therafed.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.gateway.http.PageRoutes;
import org.therafed.gateway.site.ConsoleRole;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Staff;
import org.therafed.runtime.login.RouteOfMethod;
import org.therafed.runtime.login.RouteTemplate;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Who may use which page, how somebody signs in, and what is on record of it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ConsoleAccessIT {

  @Inject ConsoleAudit audit;

  @Test
  void everyRouteLetsInWhomTheTableNamesAndNobodyElse() {
    ConsoleRules.all()
        .forEach(
            (route, rule) -> {
              if (rule == RouteRule.PUBLIC) {
                return;
              }
              Response nobody = asked(route, given().redirects().follow(false));
              assertThat(nobody.statusCode()).as("%s, nobody", route).isEqualTo(303);
              assertThat(nobody.header("Location")).as(route).endsWith("/login");
              for (ConsoleRole role : ConsoleRole.values()) {
                Response answer = asked(route, Staff.with(role.code()).asking());
                assertThat(answer.asString().contains("GW-CONSOLE-001"))
                    .as("%s, %s", route, role)
                    .isEqualTo(!rule.admits(role));
              }
            });
  }

  /** With a path and a body that nothing is found or changed by. */
  private static Response asked(String route, RequestSpecification request) {
    String[] parts = route.split(" ", 2);
    if (parts[0].equals("POST")) {
      request.header("Sec-Fetch-Site", "same-origin").formParam("none", "x");
    }
    return request.request(
        parts[0], parts[1].replaceAll("\\{[a-z]+}", "00000000-0000-0000-0000-000000000000"));
  }

  @Test
  void everyPageHasARuleAndEveryRuleAPage() {
    assertThat(pages()).isEqualTo(new TreeSet<>(ConsoleRules.all().keySet()));
  }

  @Test
  void onlyWhatComesBeforeALogInIsPublic() {
    assertThat(ConsoleRules.all().keySet())
        .filteredOn(route -> ConsoleRules.all().get(route) == RouteRule.PUBLIC)
        .containsExactlyInAnyOrder(
            "GET /", "GET /login", "GET /login/oidc", "GET /login/oidc/callback", "GET /logout");
  }

  @Test
  void whatShowsAPatientOrChangesSomethingIsRecorded() {
    assertThat(ConsoleRules.all())
        .allSatisfy(
            (route, rule) ->
                assertThat(rule.recorded())
                    .as(route)
                    .isEqualTo(
                        route.contains("{id}")
                            || route.equals("GET /console/work")
                            || (route.startsWith("POST ")
                                && !route.equals("POST /console/sources"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cross-site", "same-site", "none"})
  void formOfAnotherPageDoesNothing(String from) {
    RequestSpecification form =
        Staff.admin().asking().formParams("act", "open", "name", "foreign", "role", "operator");
    if (!from.isEmpty()) {
      form = form.header("Sec-Fetch-Site", from);
    }
    Response answer = form.post("/console/accounts");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.asString()).contains("GW-CONSOLE-002");
    assertThat(Staff.admin().page("/console/accounts", "en").asString()).doesNotContain("foreign");
  }

  @Test
  void sessionIsForPagesAloneAndItsCookieForThisSiteAlone() {
    Response signedIn = Staff.signIn("admin", Staff.ADMIN_PASSWORD);
    assertThat(signedIn.getDetailedCookie(Staff.COOKIE).isHttpOnly()).isTrue();
    assertThat(signedIn.getDetailedCookie(Staff.COOKIE).getSameSite()).isEqualTo("Strict");
    assertThat(Staff.admin().page("/console", "en").header("Content-Security-Policy"))
        .contains("default-src 'self'");
    assertThat(Staff.admin().page("/console", "en").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void wrongPasswordSignsNobodyInAndIsOnRecord() {
    Response answer = Staff.signIn("admin", "not the password");
    assertThat(answer.header("Location")).endsWith("/login?error=1");
    assertThat(answer.cookie(Staff.COOKIE)).isNull();
    ConsoleAudit.Line line = audit.before(Long.MAX_VALUE, 1).get(0);
    assertThat(line.act()).isEqualTo("sign-in");
    assertThat(line.account()).isEqualTo("admin");
    assertThat(line.allowed()).isFalse();
    Staff.signIn("王医生typed-my-password-here", "x");
    assertThat(audit.before(Long.MAX_VALUE, 1).get(0).account()).isEmpty();
  }

  @Test
  void passwordForTheFirstTimeIsReplacedAndClosedAccountsEndTheirSessions() {
    String first = Staff.opened("nurse.one", "clinician");
    Staff nurse = Staff.signedIn("nurse.one", first);
    assertThat(
            nurse
                .press("/console/password", "current", "x", "next", "a lasting password")
                .asString())
        .contains("GW-CONSOLE-004");
    assertThat(nurse.press("/console/password", "current", first, "next", "short").asString())
        .contains("GW-CONSOLE-004");
    assertThat(
            nurse
                .press("/console/password", "current", first, "next", "a lasting password")
                .statusCode())
        .isEqualTo(200);
    assertThat(Staff.signIn("nurse.one", first).cookie(Staff.COOKIE)).isNull();
    assertThat(Staff.signIn("nurse.one", "a lasting password").cookie(Staff.COOKIE)).isNotNull();
    Staff.admin().press("/console/accounts", "act", "close", "name", "nurse.one");
    assertThat(nurse.page("/console", "en").statusCode()).isNotEqualTo(200);
    assertThat(Staff.admin().press("/console/accounts", "act", "close", "name", "admin").asString())
        .contains("GW-CONSOLE-003");
    assertThat(
            Staff.admin()
                .press("/console/accounts", "act", "open", "name", "X<b>", "role", "operator")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void refusedPageIsOnRecordWithWhoAskedForIt() {
    Staff clinician = Staff.with("clinician");
    assertThat(clinician.page("/console/accounts", "en").statusCode()).isEqualTo(403);
    List<ConsoleAudit.Line> lines = audit.before(Long.MAX_VALUE, 1);
    assertThat(lines.get(0).account()).isEqualTo(clinician.name());
    assertThat(lines.get(0).act()).isEqualTo("GET /console/accounts");
    assertThat(lines.get(0).allowed()).isFalse();
  }

  @Test
  void addressThatLeadsNowhereIsSaidToAPersonAndToAProgram() {
    Response page =
        Staff.admin().asking().header("Accept", "text/html").get("/console/no-such-page");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.asString()).contains("GW-CONSOLE-007", "<html");
    given().get("/no-such-route").then().statusCode(404).contentType("application/problem+json");
  }

  private static Set<String> pages() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.therafed.gateway")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream())
            .map(method -> method.reflect())
            .flatMap(method -> route(method).stream())
            .filter(route -> PageRoutes.covers(route.substring(route.indexOf(' ') + 1)))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> route(Method method) {
    Set<String> routes = new TreeSet<>();
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        routes.add(verb.value() + " " + RouteTemplate.of(new RouteOfMethod(method)));
      }
    }
    return routes;
  }
}
