package org.therafed.registry.settings;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the registry; the environment variables are those names in capitals. */
@ConfigMapping(prefix = "therafed")
public interface RegistryConfig {

  /** Folder of keys and, by default, the database. */
  Path dataDir();

  /** Password of the account {@code admin}; absent: one is made at first start and printed. */
  Optional<String> adminPassword();
}
