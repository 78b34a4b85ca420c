package org.therafed.runtime.login.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one way out to the provider: bounded in time and bytes, no redirect is followed, and TLS is
 * checked, for the settings and the provider's own statement name no other addresses.
 */
final class ProviderHttp {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 256 << 10;

  private final HttpClient client;

  ProviderHttp(Optional<Path> authorities) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER);
    authorities.ifPresent(file -> trust(builder, file));
    this.client = builder.build();
  }

  private static void trust(HttpClient.Builder builder, Path file) {
    try {
      builder.sslContext(Authorities.trusted(file));
    } catch (IOException | GeneralSecurityException e) {
      throw new SignInRefused(SignInProblem.UNREACHABLE, "authorities");
    }
  }

  /** An answer, whatever its status. */
  record Reply(int status, String body) {
    @Override
    public String toString() {
      return "Reply[" + status + "]";
    }
  }

  Reply get(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  /**
   * Sends a form.
   *
   * @param authorization value of the header; empty: none
   */
  Reply post(URI address, String form, Optional<String> authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return send(request);
  }

  private Reply send(HttpRequest.Builder request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.header("Accept", "application/json").timeout(WAIT).build(),
            responded -> BoundedBody.of(MOST_BYTES).apply(responded));
    try {
      HttpResponse<byte[]> response = answer.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      throw new SignInRefused(SignInProblem.UNREACHABLE, "no-answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignInRefused(SignInProblem.UNREACHABLE, "interrupted");
    }
  }
}
