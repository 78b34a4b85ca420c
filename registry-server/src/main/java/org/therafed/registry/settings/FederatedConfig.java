package org.therafed.registry.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of questions to sites that share aggregates. */
@ConfigMapping(prefix = "therafed")
public interface FederatedConfig {

  /** How long sites have to take part: somebody there may want to look first. */
  @WithDefault("24h")
  Duration federatedJoin();

  /** How long those that take part have for their masked sums, before it goes on without them. */
  @WithDefault("1h")
  Duration federatedRound();

  /** How long a question is in force; gateways take at most 60 days. */
  @WithDefault("7d")
  Duration federatedValid();
}
