package org.therafed.dicom.net;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Why a TLS handshake failed, as far as Java says it, for whoever can mend it on this side or on
 * the other. Nothing of a certificate is quoted.
 */
public enum TlsFailure {
  EXPIRED("the other side's certificate has ended"),
  NOT_YET_VALID("the other side's certificate is not valid yet"),
  OTHER_HOST("the other side's certificate names another host"),
  NOT_TRUSTED("no trusted authority stands behind the other side's certificate"),
  NO_TLS("the other side does not speak TLS at this port"),
  CERTIFICATE_WANTED("the other side wants a certificate of ours, or takes another"),
  OURS_EXPIRED("the other side says that our certificate has ended"),
  OURS_NOT_TRUSTED("the other side does not trust our certificate"),
  VERSION("the other side offers neither TLS 1.3 nor 1.2"),
  SUITES("both sides share no cipher suite of BCP 195"),
  OTHER("the other side broke the handshake off");

  /** How Java words the alerts of RFC 8446 section 6.2 that the other side sends. */
  private static final Map<String, TlsFailure> ALERTS =
      Map.of(
          "certificate_required", CERTIFICATE_WANTED,
          "bad_certificate", CERTIFICATE_WANTED,
          "certificate_expired", OURS_EXPIRED,
          "unknown_ca", OURS_NOT_TRUSTED,
          "certificate_unknown", OURS_NOT_TRUSTED,
          "protocol_version", VERSION,
          "handshake_failure", SUITES);

  private final String text;

  TlsFailure(String text) {
    this.text = text;
  }

  /** As a part of a sentence. */
  public String text() {
    return text;
  }

  /** Of what failed, by its causes. */
  public static TlsFailure of(Throwable failure) {
    TlsFailure found = OTHER;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      TlsFailure here = ofOne(cause);
      // What stands deeper says more.
      found = here == OTHER ? found : here;
    }
    return found;
  }

  private static TlsFailure ofOne(Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return EXPIRED;
    }
    if (cause instanceof CertificateNotYetValidException) {
      return NOT_YET_VALID;
    }
    if (cause instanceof CertPathBuilderException) {
      return NOT_TRUSTED;
    }
    // Java has no type of its own for what follows.
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof CertificateException) {
      return message.startsWith("no ") && message.contains("name") ? OTHER_HOST : OTHER;
    }
    return cause instanceof SSLException ? ofAlert(message) : OTHER;
  }

  private static TlsFailure ofAlert(String message) {
    if (message.contains("unrecognized ssl message") || message.contains("not an ssl/tls record")) {
      return NO_TLS;
    }
    return ALERTS.entrySet().stream()
        .filter(alert -> message.contains("alert: " + alert.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }
}
