package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainListenerTest {

  @AfterEach
  void clear() {
    System.clearProperty("therafed.http-host");
    System.clearProperty("therafed.behind-proxy");
    System.clearProperty("quarkus.http.insecure-requests");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no such host"})
  void plainHttpBeyondLoopbackIsRefused(String host) {
    System.setProperty("therafed.http-host", host);
    assertThatThrownBy(PlainListener::refuse)
        .isInstanceOf(StartupFault.class)
        .hasMessageContaining("RT-HTTP-001")
        .hasMessageContaining("THERAFED_BEHIND_PROXY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.3.2.1"})
  void plainHttpOnLoopbackIsTaken(String host) {
    System.setProperty("therafed.http-host", host);
    assertThatCode(PlainListener::refuse).doesNotThrowAnyException();
  }

  @Test
  void defaultIsLoopback() {
    assertThatCode(PlainListener::refuse).doesNotThrowAnyException();
  }

  @Test
  void tlsAloneOrAProxyIsTaken() {
    System.setProperty("therafed.http-host", "0.0.0.0");
    System.setProperty("quarkus.http.insecure-requests", "disabled");
    assertThatCode(PlainListener::refuse).doesNotThrowAnyException();
    System.setProperty("quarkus.http.insecure-requests", "redirect");
    assertThatThrownBy(PlainListener::refuse).isInstanceOf(StartupFault.class);
    System.setProperty("therafed.behind-proxy", "true");
    assertThatCode(PlainListener::refuse).doesNotThrowAnyException();
  }
}
