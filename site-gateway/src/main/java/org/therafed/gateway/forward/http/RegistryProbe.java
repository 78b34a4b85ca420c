package org.therafed.gateway.forward.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;

/**
 * One question to the registry, by a process that is no gateway: whether it would take the site.
 */
public final class RegistryProbe {

  private static final Duration WAIT = Duration.ofSeconds(10);

  private RegistryProbe() {}

  /** What came of it. */
  public enum Answer {
    ACCEPTED,
    NOT_ACCEPTED,
    /** It answers; the site has no key yet, and none is made for the question. */
    NO_KEY,
    CERTIFICATE,
    UNREACHABLE,
    SOMEBODY_ELSE
  }

  /** Asks the registry that the settings name. */
  public static Answer ask(SiteConfig config, Site site) {
    Optional<SiteCredential> credential = SiteCredential.existing(site);
    boolean keyed = credential.isPresent();
    RegistryHttp http = new RegistryHttp(config);
    try {
      String token = "none";
      if (keyed) {
        token = new RegistryAccess(config, site, credential.get(), http).authorization().token();
      }
      HttpResponse<String> response =
          http.client()
              .send(
                  HttpRequest.newBuilder(address(config.registryUrl().orElseThrow()))
                      .timeout(WAIT)
                      .header("Authorization", "Bearer " + token)
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return answer(response, keyed);
    } catch (SSLException e) {
      return Answer.CERTIFICATE;
    } catch (IOException e) {
      return Answer.UNREACHABLE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.UNREACHABLE;
    }
  }

  private static URI address(URI base) {
    return URI.create(base.toString().replaceFirst("/+$", "") + "/federation/status");
  }

  private static Answer answer(HttpResponse<String> response, boolean keyed) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return keyed ? Answer.NOT_ACCEPTED : Answer.NO_KEY;
    }
    return status == 200 && isStatus(response.body()) ? Answer.ACCEPTED : Answer.SOMEBODY_ELSE;
  }

  private static boolean isStatus(String body) {
    try {
      return new ObjectMapper().readTree(body).path("lastSequence").isIntegralNumber();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
