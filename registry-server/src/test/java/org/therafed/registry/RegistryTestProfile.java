package org.therafed.registry;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A registry with a known administrator. */
public final class RegistryTestProfile implements QuarkusTestProfile {

  static final String PASSWORD = "only-for-tests";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("therafed.admin-password", PASSWORD);
  }
}
