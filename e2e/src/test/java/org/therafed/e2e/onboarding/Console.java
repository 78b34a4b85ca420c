package org.therafed.e2e.onboarding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An administrator at the registry's pages, who fills in its forms as a browser sends them. */
final class Console {

  private static final Pattern CODE = Pattern.compile("<p class=\"code\">([0-9A-Z-]+)</p>");

  private final URI base;
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  Console(URI base) {
    this.base = base;
  }

  void logIn(String password) {
    String page = form("/login/check", "j_username=admin&j_password=" + encoded(password));
    if (page.contains("role=\"alert\"")) {
      throw new IllegalStateException("The log-in was refused.");
    }
  }

  /** Invites a hospital; the code that the page shows. */
  String invite(String site, String name) {
    Matcher code =
        CODE.matcher(
            form(
                "/console/sites",
                "act=invite&site=" + encoded(site) + "&name=" + encoded(name) + "&days=14"));
    if (!code.find()) {
      throw new IllegalStateException("The page shows no code.");
    }
    return code.group(1);
  }

  /** Presses a button of a site. */
  String press(String act, String site) {
    return form("/console/sites", "act=" + act + "&site=" + encoded(site));
  }

  String page(String path) {
    return text(HttpRequest.newBuilder(base.resolve(path)).GET().build());
  }

  private String form(String path, String fields) {
    return text(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(fields))
            .build());
  }

  private String text(HttpRequest request) {
    try {
      return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
