package org.therafed.gateway.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.therafed.gateway.site.SiteConfig;

/** The gateway that runs with the same settings, asked over HTTP. */
final class RunningGateway {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final URI base;
  private final Optional<String> token;

  private RunningGateway(URI base, Optional<String> token) {
    this.base = base;
    this.token = token;
  }

  static RunningGateway of(SiteConfig config) throws IOException {
    InetAddress host = InetAddress.getByName(config.httpHost());
    // One that listens at every address listens at this one.
    String name =
        host.isAnyLocalAddress()
            ? "127.0.0.1"
            : config.httpHost().replaceFirst("^(.*:.*)$", "[$1]");
    return new RunningGateway(
        URI.create("http://" + name + ":" + config.httpPort()),
        config.intakeToken().filter(text -> !text.isBlank()));
  }

  /** Erases the person whose id, and perhaps issuer, stand in the first two lines. */
  int erase(InputStream in, PrintStream out) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    ObjectNode person = JsonNodeFactory.instance.objectNode();
    person.put("id", text(lines.readLine()));
    person.put("issuer", text(lines.readLine()));
    return post("/ops/erasures", person.toString(), out);
  }

  private static String text(String line) {
    return line == null ? "" : line.strip();
  }

  /** Retries what is held for one reason. */
  int retry(String code, PrintStream out) throws IOException {
    return post(
        "/ops/quarantine/retry?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8), "", out);
  }

  /** Compares with the registry what was sent. */
  int reconcile(PrintStream out) throws IOException {
    return post("/ops/reconciliation", "", out);
  }

  /** How well persons hide among each other in what has left. */
  int anonymity(String form, List<String> k, PrintStream out) throws IOException {
    String asked = k.isEmpty() ? "" : "&k=" + k.get(0);
    String path = form.equals("json") ? "/ops/anonymity?" : "/ops/anonymity/text?lang=" + form;
    return send(path + asked, HttpRequest.Builder::GET, out);
  }

  /** What the registry has asked. */
  int questions(PrintStream out) throws IOException {
    return send("/ops/questions", HttpRequest.Builder::GET, out);
  }

  /** A decision about a question, or about the key of another site. */
  int postQuestions(String path, String thumbprint, PrintStream out) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!thumbprint.isEmpty()) {
      body.put("thumbprint", thumbprint);
    }
    return post("/ops/questions" + path, body.toString(), out);
  }

  private int post(String path, String body, PrintStream out) throws IOException {
    return send(
        path,
        request ->
            request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)),
        out);
  }

  private int send(String path, UnaryOperator<HttpRequest.Builder> shape, PrintStream out)
      throws IOException {
    HttpRequest.Builder request =
        shape.apply(HttpRequest.newBuilder(base.resolve(path)).timeout(LONGEST));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
      out.println(answer.body());
      return answer.statusCode() == 200 ? GatewayCommand.DONE : GatewayCommand.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
