package org.therafed.registry;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import org.therafed.runtime.login.oidc.TestProvider;

/** A registry with a known administrator, and a provider for sign-ins that a test may start. */
public final class RegistryTestProfile implements QuarkusTestProfile {

  static final String PASSWORD = "only-for-tests";

  /** Held, so that nobody else gets the port while providers of tests come and go on it. */
  private static final Socket PROVIDER = new Socket();

  @Override
  public Map<String, String> getConfigOverrides() {
    // Tests refuse more in a minute than strangers may have recorded.
    Map<String, String> settings =
        new HashMap<>(
            TestProvider.settings(
                issuer(), "g-admin=admin,g-auditor=auditor,g-payer=payer,g-researcher=researcher"));
    settings.put("therafed.admin-password", PASSWORD);
    settings.put("therafed.refusals-a-minute", "100000");
    return settings;
  }

  private static synchronized String issuer() {
    try {
      if (!PROVIDER.isBound()) {
        PROVIDER.setReuseAddress(true);
        PROVIDER.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      }
      return "http://127.0.0.1:" + PROVIDER.getLocalPort() + "/realm";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
