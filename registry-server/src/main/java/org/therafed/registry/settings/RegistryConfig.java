package org.therafed.registry.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the registry; the environment variables are those names in capitals. */
@ConfigMapping(prefix = "therafed")
public interface RegistryConfig {

  /** Folder of keys and, by default, the database. */
  Path dataDir();

  /** Password of the account {@code admin}; absent: one is made at first start and printed. */
  Optional<String> adminPassword();

  /** How many different questions one person may ask of one data cut. */
  @WithDefault("300")
  int questionBudget();

  /** How many transfers of one site are taken a minute. */
  @WithDefault("12000")
  int siteTransfersAMinute();
}
