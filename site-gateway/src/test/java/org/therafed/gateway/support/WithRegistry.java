package org.therafed.gateway.support;

import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a registry that runs while the test does. */
public abstract class WithRegistry {

  @ConfigProperty(name = "therafed.registry-url")
  URI registryUrl;

  protected FakeRegistry registry;

  @BeforeEach
  void startRegistry() {
    registry = FakeRegistry.start(registryUrl.getPort());
  }

  @AfterEach
  void stopRegistry() {
    Gateway.settled();
    registry.close();
  }

  /** Ends the registry, and starts an empty one at the same address. */
  protected void restartRegistry() {
    registry = FakeRegistry.start(registryUrl.getPort());
  }
}
