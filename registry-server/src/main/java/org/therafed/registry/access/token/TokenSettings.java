package org.therafed.registry.access.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Settings of the token endpoint. */
@ConfigMapping(prefix = "therafed")
public interface TokenSettings {

  /**
   * Addresses by which sites reach this registry, without {@code /token}, separated by commas; the
   * first is the one that is published. An assertion must be for one of them.
   */
  Optional<List<String>> publicUrl();

  /** Whether a proxy in front ends TLS. */
  @WithDefault("false")
  boolean behindProxy();
}
