package org.therafed.gateway.forward.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.site.RegistryTls;
import org.therafed.gateway.site.SiteConfig;

/**
 * The HTTP client to the registry, under the TLS of the settings (BCP 195: TLS 1.3 and 1.2). When a
 * certificate, key or authority changes on disk, the next request is made with the new ones; files
 * that cannot be read together, half of a change perhaps, leave the last ones in use.
 */
@Singleton
public class RegistryHttp {

  private static final Logger LOG = Logger.getLogger(RegistryHttp.class);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final RegistryTls tls;
  private final Duration connect;
  private HttpClient client;
  private String madeOf = "";
  private String refused = "";

  @Inject
  public RegistryHttp(SiteConfig config) {
    this.tls = new RegistryTls(config.registryTls());
    this.connect =
        config.forwardTimeout().compareTo(LONGEST_CONNECT) < 0
            ? config.forwardTimeout()
            : LONGEST_CONNECT;
  }

  /**
   * The client for the next request.
   *
   * @throws IOException where the files of the settings cannot be used, and never could
   */
  synchronized HttpClient client() throws IOException {
    String now = tls.stamp();
    if (client == null || !now.equals(madeOf)) {
      renew(now);
    }
    return client;
  }

  private void renew(String now) throws IOException {
    try {
      client = made();
      madeOf = now;
      refused = "";
    } catch (IOException | GeneralSecurityException e) {
      if (client == null) {
        throw new IOException("The files of THERAFED_REGISTRY_TLS_* cannot be used.", e);
      }
      if (!now.equals(refused)) {
        LOG.warnf("stage=forward code=%s", ForwardCode.TLS_FILES.code());
        refused = now;
      }
    }
  }

  private HttpClient made() throws IOException, GeneralSecurityException {
    // A redirect would carry what proves the site to an address that nobody configured.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connect)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (tls.isGiven()) {
      SSLParameters parameters = new SSLParameters();
      parameters.setProtocols(PROTOCOLS);
      builder.sslContext(tls.context()).sslParameters(parameters);
    }
    return builder.build();
  }
}
