package org.therafed.gateway.site;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings that the process was given, looked at before the configuration system is up: that
 * one stops at the first kind of mistake, and an operator would find the others one start at a
 * time.
 */
public final class GivenSettings {

  private static final String PREFIX = "therafed.";
  private static final String VARIABLE = "THERAFED_";
  private static final int ORDINAL = 100;

  /** How SmallRye names a setting in its messages; what else they say may quote a value. */
  private static final Pattern NAME = Pattern.compile("config property (therafed\\.[\\w.-]+)");

  private GivenSettings() {}

  /** The problems of all settings of this process; none: the gateway may start. */
  public static List<String> problems() {
    Map<String, String> given = new TreeMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith(VARIABLE)) {
                given.put(property(name), value);
              }
            });
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        given.put(name, System.getProperty(name));
      }
    }
    return problems(given);
  }

  /** As {@link #problems()}, of settings by property. */
  static List<String> problems(Map<String, String> given) {
    Map<String, String> readable = new TreeMap<>(given);
    List<String> problems = new ArrayList<>();
    while (true) {
      try {
        SmallRyeConfig config = config(readable);
        problems.addAll(
            StartupChecks.problems(
                config.getConfigMapping(SiteConfig.class),
                config.getConfigMapping(Hl7Config.class)));
        return problems;
      } catch (ConfigValidationException e) {
        Set<String> unreadable = unreadable(e);
        if (!readable.keySet().removeAll(unreadable)) {
          // A fault of another kind: the configuration system says it.
          return problems;
        }
        unreadable.forEach(name -> problems.add(variable(name) + " has a value of another type."));
      }
    }
  }

  private static SmallRyeConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(MemorySize.class, ORDINAL, new MemorySizeConverter())
        .withConverter(Duration.class, ORDINAL, new DurationConverter())
        .withMapping(SiteConfig.class)
        .withMapping(Hl7Config.class)
        .withValidateUnknown(false)
        .withSources(new PropertiesConfigSource(settings, "given", ORDINAL))
        .build();
  }

  private static Set<String> unreadable(ConfigValidationException e) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < e.getProblemCount(); i++) {
      NAME.matcher(String.valueOf(e.getProblem(i).getMessage()))
          .results()
          .forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  private static String property(String variable) {
    return PREFIX
        + variable.substring(VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
