package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {

  @AfterEach
  void clear() {
    System.clearProperty("therafed.http-host");
    System.clearProperty("therafed.http-port");
    System.clearProperty("therafed.behind-proxy");
    System.clearProperty("quarkus.http.insecure-requests");
    System.clearProperty("quarkus.http.ssl-port");
    System.clearProperty("quarkus.http.ssl.certificate.files");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no such host"})
  void plainHttpBeyondLoopbackIsRefused(String host) {
    System.setProperty("therafed.http-host", host);
    assertThatThrownBy(HttpListener::refuse)
        .isInstanceOf(StartupFault.class)
        .hasMessageContaining("RT-HTTP-001")
        .hasMessageContaining("THERAFED_BEHIND_PROXY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.3.2.1"})
  void plainHttpOnLoopbackIsTaken(String host) {
    System.setProperty("therafed.http-host", host);
    assertThatCode(HttpListener::refuse).doesNotThrowAnyException();
  }

  @Test
  void takenPortIsRefusedBeforeAnythingElseStarts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> HttpListener.refuseTaken(port))
          .isInstanceOf(StartupFault.class)
          .hasMessageContaining("RT-START-001 Port " + port)
          .hasMessageContaining("THERAFED_HTTP_PORT");
      System.setProperty("therafed.http-port", Integer.toString(port));
      assertThatThrownBy(() -> HttpListener.refuseTaken(0)).isInstanceOf(StartupFault.class);
      System.setProperty("quarkus.http.insecure-requests", "disabled");
      System.setProperty("quarkus.http.ssl-port", "0");
      assertThatCode(() -> HttpListener.refuseTaken(0)).doesNotThrowAnyException();
      System.clearProperty("quarkus.http.insecure-requests");
      System.setProperty("therafed.http-port", "0");
      assertThatCode(() -> HttpListener.refuseTaken(port)).doesNotThrowAnyException();
    }
  }

  @Test
  void takenPortOfTlsIsRefusedWhereTlsIsServed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty("quarkus.http.ssl-port", Integer.toString(taken.getLocalPort()));
      assertThatCode(() -> HttpListener.refuseTaken(0)).doesNotThrowAnyException();
      System.setProperty("quarkus.http.ssl.certificate.files", "registry.pem");
      assertThatThrownBy(() -> HttpListener.refuseTaken(0))
          .isInstanceOf(StartupFault.class)
          .hasMessageContaining("RT-START-001 Port " + taken.getLocalPort())
          .hasMessageContaining("QUARKUS_HTTP_SSL_PORT");
      System.clearProperty("quarkus.http.ssl.certificate.files");
      System.setProperty("quarkus.http.insecure-requests", "disabled");
      assertThatThrownBy(() -> HttpListener.refuseTaken(0)).isInstanceOf(StartupFault.class);
    }
  }

  @Test
  void defaultIsLoopback() {
    assertThatCode(HttpListener::refuse).doesNotThrowAnyException();
  }

  @Test
  void tlsAloneOrAProxyIsTaken() {
    System.setProperty("therafed.http-host", "0.0.0.0");
    System.setProperty("quarkus.http.insecure-requests", "disabled");
    assertThatCode(HttpListener::refuse).doesNotThrowAnyException();
    System.setProperty("quarkus.http.insecure-requests", "redirect");
    assertThatThrownBy(HttpListener::refuse).isInstanceOf(StartupFault.class);
    System.setProperty("therafed.behind-proxy", "true");
    assertThatCode(HttpListener::refuse).doesNotThrowAnyException();
  }
}
