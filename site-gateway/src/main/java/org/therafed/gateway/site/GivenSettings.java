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
import java.util.Optional;
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

  /**
   * What the settings of this process say.
   *
   * @param problems a sentence each, beginning with the name of the setting or its place
   * @param site empty: nothing can be read
   * @param hl7 empty: likewise
   */
  public record Read(List<String> problems, Optional<SiteConfig> site, Optional<Hl7Config> hl7) {
    public Read {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The settings of this process, those of which the value cannot be read left out.
   *
   * @param file whose settings the process was given, too
   */
  public static Read read(GatewayFile file) {
    Read read = read(ofThisProcess());
    List<String> problems = new ArrayList<>(file.problems());
    read.problems().forEach(problem -> problems.add(file.withLine(problem)));
    return new Read(problems, read.site(), read.hl7());
  }

  /** What this process was given, by property. */
  public static Map<String, String> ofThisProcess() {
    Map<String, String> given = new TreeMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith(VARIABLE)) {
                given.put(GatewaySettings.property(name).orElseGet(() -> property(name)), value);
              }
            });
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        given.put(name, System.getProperty(name));
      }
    }
    return given;
  }

  /** The problems of settings by property. */
  static List<String> problems(Map<String, String> given) {
    return read(given).problems();
  }

  private static Read read(Map<String, String> given) {
    Map<String, String> readable = new TreeMap<>(given);
    List<String> problems = new ArrayList<>();
    while (true) {
      try {
        SmallRyeConfig config = config(readable);
        SiteConfig site = config.getConfigMapping(SiteConfig.class);
        Hl7Config hl7 = config.getConfigMapping(Hl7Config.class);
        problems.addAll(StartupChecks.problems(site, hl7));
        return new Read(problems, Optional.of(site), Optional.of(hl7));
      } catch (ConfigValidationException e) {
        Set<String> unreadable = unreadable(e);
        if (!readable.keySet().removeAll(unreadable)) {
          // A fault of another kind: the configuration system says it.
          return new Read(problems, Optional.empty(), Optional.empty());
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
