package org.therafed.runtime.login.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A browser that signs in at an application by its provider, one step at a time, and keeps cookies.
 * The application's own address, which the provider redirects to, is replaced by where it listens
 * in the test.
 */
public final class TestBrowser {

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final URI application;
  private final Map<String, String> cookies;
  private final List<String> set = new ArrayList<>();

  /** A browser without cookies at an application. */
  public TestBrowser(URI application) {
    this(application, Map.of());
  }

  private TestBrowser(URI application, Map<String, String> cookies) {
    this.application = application;
    this.cookies = new TreeMap<>(cookies);
  }

  /** One with the same cookies, as somebody has who copied them. */
  public TestBrowser copied() {
    return new TestBrowser(application, cookies);
  }

  /** Begins and goes to the provider and back. */
  public HttpResponse<String> signIn() {
    return back(atProvider(begin()));
  }

  /** Begins; where the provider is. */
  public URI begin() {
    return location(get("/login/oidc"));
  }

  /** Signs in at the provider; where it sends the browser. */
  public URI atProvider(URI address) {
    return location(send(HttpRequest.newBuilder(address), Map.of()));
  }

  /** Comes back to the application. */
  public HttpResponse<String> back(URI callback) {
    return get(callback.getRawPath() + "?" + callback.getRawQuery());
  }

  /** A page or anything else of the application. */
  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(application.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request, cookies);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, Map<String, String> sent) {
    if (!sent.isEmpty()) {
      request.header(
          "Cookie",
          sent.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("set-cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void keep(String line) {
    set.add(line);
    String[] pair = line.split(";", 2)[0].split("=", 2);
    if (line.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static URI location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("location")
        .map(URI::create)
        .orElseThrow(
            () -> new AssertionError("no redirect: " + answer.statusCode() + answer.body()));
  }

  /** The value of a cookie. */
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  /** The latest line that set a cookie, with its attributes. */
  public String setLine(String name) {
    return set.stream()
        .filter(line -> line.startsWith(name + "="))
        .reduce((one, later) -> later)
        .orElse("");
  }
}
