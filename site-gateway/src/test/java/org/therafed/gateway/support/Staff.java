package org.therafed.gateway.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody of the hospital's staff with a browser. */
public record Staff(String name, String session) {

  /** Password of the first account of a test gateway. */
  public static final String ADMIN_PASSWORD = "only for tests";

  /** Name of the cookie of a session. */
  public static final String COOKIE = "therafed-site-a";

  private static final Pattern SHOWN_ONCE = Pattern.compile("<p class=\"code\">([^<]+)</p>");
  private static final Map<String, Staff> SESSIONS = new HashMap<>();

  /** Ends what is remembered: another gateway has its own accounts. */
  public static void forget() {
    SESSIONS.clear();
  }

  /** The operator who is there from the first start. */
  public static Staff admin() {
    return SESSIONS.computeIfAbsent("admin", name -> signedIn(name, ADMIN_PASSWORD));
  }

  /** Somebody with a role; one for all tests, since a password takes its time. */
  public static Staff with(String role) {
    Staff known = SESSIONS.get(role);
    if (known == null) {
      String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
      known = signedIn(name, opened(name, role));
      SESSIONS.put(role, known);
    }
    return known;
  }

  /** Opens an account; answers its password for the first time. */
  public static String opened(String name, String role) {
    Response page = admin().press("/console/accounts", "act", "open", "name", name, "role", role);
    Matcher password = SHOWN_ONCE.matcher(page.asString());
    if (!password.find()) {
      throw new AssertionError("No password is shown: " + page.statusCode());
    }
    return password.group(1);
  }

  /** A session of a name and password. */
  public static Staff signedIn(String name, String password) {
    Response answer = signIn(name, password);
    return new Staff(name, answer.cookie(COOKIE));
  }

  /** What the form of the log-in page is answered. */
  public static Response signIn(String name, String password) {
    return given()
        .redirects()
        .follow(false)
        .formParam("j_username", name)
        .formParam("j_password", password)
        .post("/login/check");
  }

  /** A request of the browser. */
  public RequestSpecification asking() {
    return given().redirects().follow(false).cookie(COOKIE, session);
  }

  /** A page in a language. */
  public Response page(String path, String language) {
    return asking().cookie("therafed-language", language).get(path);
  }

  /** The form of a page with these fields, names and values in turn. */
  public Response press(String path, String... fields) {
    RequestSpecification form = asking().header("Sec-Fetch-Site", "same-origin");
    form.contentType("application/x-www-form-urlencoded; charset=UTF-8");
    for (int i = 0; i < fields.length; i += 2) {
      form.formParam(fields[i], fields[i + 1]);
    }
    return form.post(path);
  }
}
