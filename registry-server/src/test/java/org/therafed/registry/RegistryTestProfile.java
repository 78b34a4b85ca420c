package org.therafed.registry;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A registry with a known administrator. */
public final class RegistryTestProfile implements QuarkusTestProfile {

  static final String PASSWORD = "only-for-tests";

  @Override
  public Map<String, String> getConfigOverrides() {
    // Tests refuse more in a minute than strangers may have recorded.
    return Map.of("therafed.admin-password", PASSWORD, "therafed.refusals-a-minute", "100000");
  }
}
