package org.therafed.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Refuses a start that would listen for plain HTTP beyond this machine: tokens, passwords and
 * records would travel for everybody on the network to read; and one whose port is taken, before
 * anything is written or shown that only a running application should, such as a first password.
 */
final class PlainListener {

  private static final Setting QUARKUS_HOST = new Setting("quarkus.http.host");
  private static final Setting QUARKUS_PORT = new Setting("quarkus.http.port");
  private static final Setting INSECURE = new Setting("quarkus.http.insecure-requests");

  private PlainListener() {}

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
   * Looks whether the port of plain HTTP is free. Quarkus asks for it last of all.
   *
   * @param otherwise the application's own port, where no setting names one
   * @throws StartupFault RT-START-001 if nobody can listen on it
   */
  static void refuseTaken(int otherwise) {
    if (INSECURE.value().orElse("enabled").equals("disabled")) {
      return;
    }
    int port =
        QUARKUS_PORT
            .value()
            .or(Setting.HTTP_PORT::value)
            .filter(text -> text.matches("[0-9]{1,5}"))
            .map(Integer::parseInt)
            .orElse(otherwise);
    refuseTaken(host(), port);
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
