package org.therafed.gateway.support;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.therafed.gateway.site.SiteConfig;

/** Settings of a gateway, as the configuration system makes them of properties. */
public final class Configs {

  private Configs() {}

  /** Of these properties alone. */
  public static SiteConfig of(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(SiteConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(SiteConfig.class);
  }
}
