package org.therafed.dicom.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.net.TlsSettings;

/**
 * How a {@link DicomWebClient} connects.
 *
 * @param service address of the DICOMweb service, e.g. {@code https://pacs/dicom-web}
 * @param client with its TLS context, proxy and connect timeout
 * @param responseTimeout until an answer begins
 * @param authorization value of the Authorization header
 * @param limits of multipart answers
 */
public record WebConfig(
    URI service,
    HttpClient client,
    Duration responseTimeout,
    Optional<String> authorization,
    MultipartLimits limits) {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  public WebConfig {
    boolean web = "http".equals(service.getScheme()) || "https".equals(service.getScheme());
    if (!web || service.getQuery() != null || responseTimeout.toMillis() <= 0) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION,
          "address or timeout of a DICOMweb service; http or https without query, and more than"
              + " zero needed");
    }
  }

  /** A client of its own: 10 s to connect, 60 s for an answer, no redirects. */
  public static WebConfig of(URI service) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    return new WebConfig(
        service, client, Duration.ofSeconds(60), Optional.empty(), MultipartLimits.DEFAULT);
  }

  /**
   * The same with our certificate, trust and suites. The host's name is checked, whatever the
   * settings say of it.
   */
  public WebConfig withTls(TlsSettings tls) {
    return withClient(
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .sslContext(tls.context())
            .sslParameters(tls.parameters())
            .build());
  }

  /** The same over a client with settings of its own. */
  public WebConfig withClient(HttpClient other) {
    return new WebConfig(service, other, responseTimeout, authorization, limits);
  }

  /** The same with an Authorization header, e.g. {@code Bearer …}. */
  public WebConfig withAuthorization(String value) {
    return new WebConfig(service, client, responseTimeout, Optional.of(value), limits);
  }

  URI resolve(String relative) {
    String base = service.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + relative);
  }

  /** Without credentials, for logs. */
  @Override
  public String toString() {
    return "WebConfig[authorized=" + authorization.isPresent() + "]";
  }
}
