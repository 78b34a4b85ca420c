package org.therafed.registry.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://registry.example.org, true",
    "https://registry.example.org:8443/registry, true",
    "http://127.0.0.1:8080, true",
    "http://localhost:8080, true",
    "http://[::1]:8080, true",
    "http://registry.example.org, false",
    "http://localhost.example.org, false",
    "http://127.0.0.1.example.org, false",
    "https://user@registry.example.org, false",
    "https://registry.example.org?a=b, false",
    "https://registry.example.org#a, false",
    "ftp://registry.example.org, false",
    "registry.example.org, false",
    "https://, false",
    "'https://a b', false"
  })
  void addressOfARegistryIsHttpsOrLoopback(String url, boolean sound) {
    assertThat(TokenAddress.isSound(url)).isEqualTo(sound);
  }
}
