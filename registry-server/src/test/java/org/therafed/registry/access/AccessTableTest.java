package org.therafed.registry.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;
import org.therafed.runtime.login.RouteOfMethod;
import org.therafed.runtime.login.RouteTemplate;
import org.therafed.runtime.login.oidc.TestBrowser;
import org.therafed.runtime.login.oidc.TestProvider;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The table of who may do what is that of the routes which exist, and is what they do. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class AccessTableTest {

  private static final List<String> ROLES = List.of("payer", "researcher", "auditor", "admin");

  private static final String PROVIDED = " by the provider";

  private static final Map<RouteRule, Set<String>> ALLOWED =
      Map.of(
          RouteRule.SITE, Set.of(),
          RouteRule.JOINING, Set.of(),
          RouteRule.SITE_KEY, Set.of(),
          RouteRule.RECORDS, Set.of("payer", "researcher"),
          RouteRule.HOLDER, Set.of("payer", "researcher"),
          RouteRule.READER, Set.of("payer", "researcher", "admin"),
          RouteRule.PERSON, Set.copyOf(ROLES),
          RouteRule.AUDITOR, Set.of("auditor", "admin"),
          RouteRule.AUDITOR_ALONE, Set.of("auditor"),
          RouteRule.ADMIN, Set.of("admin"));

  private static final Map<String, String> CONTENT =
      Map.of(
          "/fhir",
          "application/fhir+json",
          "/fhir/{type}/_search",
          "application/x-www-form-urlencoded",
          "/federation/remaps",
          PseudonymRemap.MEDIA_TYPE,
          "/federation/retractions",
          Retraction.MEDIA_TYPE,
          "/federation/questions/{id}",
          SiteAnswer.MEDIA_TYPE,
          "/console/sites",
          "application/x-www-form-urlencoded",
          "/console/projects",
          "application/x-www-form-urlencoded",
          "/console/tables",
          "application/x-www-form-urlencoded",
          "/admin/tables",
          "text/csv");

  private static final Set<RouteRule> SITES =
      Set.of(RouteRule.SITE, RouteRule.JOINING, RouteRule.SITE_KEY, RouteRule.RECORDS);

  private static final Pattern AT_THE_DOOR = Pattern.compile("RG-ACCESS-00[123]");

  @ConfigProperty(name = "therafed.oidc-issuer")
  String issuer;

  /** Whoever the table lets in is past the door, whatever comes of the request there. */
  @Test
  void everyRouteLetsInWhomTheTableNamesAndNobodyElse() {
    Map<String, String> sessions = new TreeMap<>();
    ROLES.forEach(role -> sessions.put(role, person(role).session()));
    try (TestProvider provider = TestProvider.at(issuer)) {
      ROLES.forEach(role -> sessions.put(role + PROVIDED, provided(provider, role)));
    }
    TestSite site = TestSite.registered("table");
    RouteRules.all()
        .forEach(
            (route, rule) -> {
              if (rule == RouteRule.PUBLIC || rule == RouteRule.CLIENT) {
                return;
              }
              assertThat(isLetIn(route, given())).as("%s, nobody", route).isFalse();
              assertThat(isLetIn(route, given().header("Authorization", "Bearer " + site.token())))
                  .as("%s, a site", route)
                  .isEqualTo(SITES.contains(rule));
              sessions.forEach(
                  (role, session) ->
                      assertThat(isLetIn(route, given().cookie(TestSite.SESSION, session)))
                          .as("%s, %s", route, role)
                          .isEqualTo(ALLOWED.get(rule).contains(role.replace(PROVIDED, ""))));
            });
  }

  /** The session of somebody who came by the provider. */
  private static String provided(TestProvider provider, String role) {
    TestBrowser browser = new TestBrowser(URI.create(RestAssured.baseURI + ":" + RestAssured.port));
    provider.person("table-" + role, "g-" + role);
    browser.signIn();
    return browser.cookie(TestSite.SESSION).orElseThrow();
  }

  /** With a path and a body that nothing is found or changed by. */
  private static boolean isLetIn(String route, RequestSpecification asking) {
    String[] parts = route.split(" ", 2);
    RequestSpecification request = asking.urlEncodingEnabled(false).redirects().follow(false);
    if (parts[0].equals("POST")) {
      request =
          request
              .config(TestSite.AS_TEXT)
              .contentType(CONTENT.getOrDefault(parts[1], "application/json"))
              .body("{}");
    }
    Response answer = request.request(parts[0], parts[1].replaceAll("\\{[a-z]+}", "no-such"));
    boolean toLogIn = String.valueOf(answer.header("Location")).endsWith("/login");
    return !toLogIn && !AT_THE_DOOR.matcher(answer.asString()).find();
  }

  private static TestPerson person(String role) {
    return role.equals("admin") ? TestPerson.admin() : TestPerson.opened(role);
  }

  @Test
  void everyRouteHasARuleAndEveryRuleARoute() {
    assertThat(routes()).isEqualTo(new TreeSet<>(RouteRules.all().keySet()));
  }

  @Test
  void routeWithoutARuleHasNone() {
    assertThat(RouteRules.of("DELETE", "/fhir/{type}/{id}")).isEmpty();
    assertThat(RouteRules.of("GET", "/unlisted")).isEmpty();
  }

  @Test
  void onlyDefinitionsTheDataUseLogAndWhatComesBeforeALogInArePublic() {
    assertThat(RouteRules.all())
        .allSatisfy(
            (route, rule) ->
                assertThat(rule == RouteRule.PUBLIC)
                    .as(route)
                    .isEqualTo(
                        Set.of(
                                    "GET /",
                                    "GET /login",
                                    "GET /login/oidc",
                                    "GET /login/oidc/callback",
                                    "GET /logout",
                                    "GET /data-use",
                                    "GET /data-use.json",
                                    "GET /openapi.json",
                                    "GET /schemas/question-1.json",
                                    "GET /fhir/metadata",
                                    "GET /fhir/.well-known/smart-configuration")
                                .contains(route)
                            || route.startsWith("GET /modules")));
  }

  private static Set<String> routes() {
    JavaClasses application =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.therafed.registry");
    Set<String> routes = new TreeSet<>();
    application.stream()
        .filter(type -> type.isAnnotatedWith(Path.class))
        .flatMap(type -> type.getMethods().stream())
        .map(method -> method.reflect())
        .forEach(
            method -> {
              for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                  routes.add(verb.value() + " " + RouteTemplate.of(new RouteOfMethod(method)));
                }
              }
            });
    return routes;
  }
}
