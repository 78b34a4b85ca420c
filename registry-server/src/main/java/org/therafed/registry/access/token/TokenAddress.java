package org.therafed.registry.access.token;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.runtime.StartupFault;

/**
 * The address of the token endpoint. An assertion is for one registry, which it names by this
 * address; so it is never taken from what a request says of itself ({@code Host}), or an assertion
 * for another registry could be used here. Without a configured address only a listener on loopback
 * knows its own.
 */
@ApplicationScoped
class TokenAddress {

  private static final String PATH = "/token";

  private final List<String> configured;
  private final boolean behindProxy;

  TokenAddress(TokenSettings settings) {
    this.configured =
        settings.publicUrl().orElse(List.of()).stream()
            .map(String::strip)
            .filter(url -> !url.isEmpty())
            .map(url -> url.replaceFirst("/+$", ""))
            .toList();
    this.behindProxy = settings.behindProxy();
  }

  void check(@Observes StartupEvent started) {
    if (!configured.stream().allMatch(TokenAddress::isSound)) {
      throw StartupFault.settings(
          List.of(
              "THERAFED_PUBLIC_URL is not an https address without user, query and fragment (http on"
                  + " loopback), or several of them separated by commas."));
    }
  }

  /** Whether an address can be one of a registry. */
  static boolean isSound(String url) {
    try {
      URI uri = URI.create(url);
      boolean named =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
      return named
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost())));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The endpoint's addresses; the first is the one that is published.
   *
   * @throws Fault RG-TOKEN-007 where this registry does not know its own address
   */
  Set<String> of(HttpServerRequest request) {
    Set<String> addresses = new LinkedHashSet<>();
    if (!configured.isEmpty()) {
      configured.forEach(url -> addresses.add(url + PATH));
      return addresses;
    }
    SocketAddress local = request.localAddress();
    if (behindProxy || local == null || !isLoopback(local.hostAddress())) {
      throw RegistryCode.TOKEN_ADDRESS.with();
    }
    String scheme = request.isSSL() ? "https://" : "http://";
    for (String host : List.of("127.0.0.1", "localhost", "[::1]")) {
      addresses.add(scheme + host + ":" + local.port() + PATH);
    }
    return addresses;
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          || (host.matches("[0-9.]+|\\[?[0-9a-f:]+]?")
              && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
