package org.therafed.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a start that would listen for plain HTTP beyond this machine: tokens, passwords and
 * records would travel for everybody on the network to read; and one whose port, plain or of TLS,
 * is taken, before anything is written or shown that only a running application should, such as a
 * first password.
 */
final class HttpListener {

  private static final Setting QUARKUS_HOST = new Setting("quarkus.http.host");
  private static final Setting QUARKUS_PORT = new Setting("quarkus.http.port");
  private static final Setting QUARKUS_TLS_PORT = new Setting("quarkus.http.ssl-port");
  private static final int TLS_PORT_OF_QUARKUS = 8443;

  /** Any of them makes Quarkus listen for TLS. */
  private static final List<Setting> CERTIFICATES =
      List.of(
          new Setting("quarkus.http.ssl.certificate.files"),
          new Setting("quarkus.http.ssl.certificate.key-store-file"),
          new Setting("quarkus.http.tls-configuration-name"));

  private static final Setting INSECURE = new Setting("quarkus.http.insecure-requests");

  private HttpListener() {}

  /**
   * Looks at the settings of the listener.
   *
   * @throws StartupFault RT-HTTP-001 if it is neither on loopback, nor TLS only, nor said to be
   *     behind a proxy
   */
  static void refuse() {
    refuse(
        host(),
        INSECURE.value().orElse("enabled"),
        Setting.BEHIND_PROXY.value().map(Boolean::parseBoolean).orElse(false));
  }

  static void refuse(String host, String insecureRequests, boolean behindProxy) {
    if (!isLoopback(host) && !insecureRequests.equals("disabled") && !behindProxy) {
      throw new StartupFault(
          "RT-HTTP-001",
          "THERAFED_HTTP_HOST is not a loopback address and plain HTTP is served; TLS is needed"
              + " beyond this machine. Configure a certificate (QUARKUS_HTTP_SSL_CERTIFICATE_FILES,"
              + " QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES) with"
              + " QUARKUS_HTTP_INSECURE_REQUESTS=disabled, or set THERAFED_BEHIND_PROXY=true where a"
              + " proxy ends TLS and nobody else reaches this port.");
    }
  }

  /**
   * Looks whether the ports, of plain HTTP and of TLS, are free. Quarkus asks for them last of all.
   *
   * @param otherwise the application's own plain port, where no setting names one
   * @throws StartupFault RT-START-001 if nobody can listen on one of them
   */
  static void refuseTaken(int otherwise) {
    boolean plain = !INSECURE.value().orElse("enabled").equals("disabled");
    if (plain) {
      refuseTaken(host(), port(QUARKUS_PORT.value().or(Setting.HTTP_PORT::value), otherwise));
    }
    if (!plain || CERTIFICATES.stream().anyMatch(setting -> setting.value().isPresent())) {
      refuseTaken(host(), port(QUARKUS_TLS_PORT.value(), TLS_PORT_OF_QUARKUS));
    }
  }

  private static int port(Optional<String> setting, int otherwise) {
    return setting
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  static void refuseTaken(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw StartupFault.portTaken(host, port, StartupFault.HTTP_PORTS);
    }
  }

  private static String host() {
    return QUARKUS_HOST.value().or(Setting.HTTP_HOST::value).orElse("127.0.0.1");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
