package org.therafed.e2e.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody with a browser, without one: keeps cookies by origin, follows redirects, and fills in
 * the forms of Keycloak's pages.
 */
final class Browser {

  private static final Pattern FORM =
      Pattern.compile("<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
  private static final int MOST_REDIRECTS = 10;

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Map<String, Map<String, String>> cookies = new HashMap<>();
  private final List<URI> visited = new ArrayList<>();

  /** A page, after redirects. */
  HttpResponse<String> open(URI address) {
    return follow(send(HttpRequest.newBuilder(address)));
  }

  /** Sends the page's form with its hidden fields and these, names and values in turn. */
  HttpResponse<String> submit(HttpResponse<String> page, String... fields) {
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no form on " + page.uri().getPath() + "\n" + page.body());
    }
    Map<String, String> sent = new TreeMap<>();
    HIDDEN
        .matcher(form.group(2))
        .results()
        .forEach(
            input -> sent.put(attribute(input.group(), "name"), attribute(input.group(), "value")));
    for (int i = 0; i < fields.length; i += 2) {
      sent.put(fields[i], fields[i + 1]);
    }
    String body =
        sent.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI action = page.uri().resolve(form.group(1).replace("&amp;", "&"));
    return follow(
        send(
            HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  private static String attribute(String tag, String name) {
    Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(tag);
    return value.find() ? value.group(1).replace("&amp;", "&") : "";
  }

  private HttpResponse<String> follow(HttpResponse<String> answer) {
    HttpResponse<String> now = answer;
    for (int i = 0; i < MOST_REDIRECTS && now.statusCode() / 100 == 3; i++) {
      String to = now.headers().firstValue("location").orElseThrow();
      now = send(HttpRequest.newBuilder(now.uri().resolve(to)));
    }
    return now;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest bare = request.build();
    String origin = bare.uri().getAuthority();
    Map<String, String> kept = cookies.computeIfAbsent(origin, any -> new TreeMap<>());
    if (!kept.isEmpty()) {
      request.header(
          "Cookie",
          kept.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      visited.add(bare.uri());
      answer.headers().allValues("set-cookie").forEach(line -> keep(kept, line));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void keep(Map<String, String> kept, String line) {
    String[] pair = line.split(";", 2)[0].split("=", 2);
    if (line.contains("Max-Age=0")) {
      kept.remove(pair[0]);
    } else {
      kept.put(pair[0], pair[1]);
    }
  }

  /** The latest address with this path that was opened. */
  URI latest(String path) {
    return visited.stream()
        .filter(one -> one.getPath().equals(path))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError("never at " + path));
  }
}
