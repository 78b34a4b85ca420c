package org.therafed.gateway.site;

import io.smallrye.config.WithDefault;

/** When what was sent is compared with what the registry has. */
public interface ReconciliationConfig {

  /** Time of day in the site's zone, {@code HH:mm}; {@code never}: only when somebody asks. */
  @WithDefault("02:30")
  String at();
}
