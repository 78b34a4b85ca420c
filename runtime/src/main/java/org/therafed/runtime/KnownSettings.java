package org.therafed.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings that an application has, so that a misspelt one is told instead of being ignored.
 *
 * @param application as an operator calls it
 * @param properties names such as {@code therafed.site-id}; {@code *} stands for a part that the
 *     operator chooses, as in {@code therafed.pull.sources.*.kind}
 */
public record KnownSettings(String application, Set<String> properties) {

  private static final String PROPERTY = "therafed.";
  private static final String VARIABLE = "THERAFED_";
  private static final Pattern TELLABLE = Pattern.compile("[A-Za-z0-9_.*-]{1,80}");

  /** What Kubernetes sets for a service whose name begins like our variables. */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(".*_SERVICE_(HOST|PORT)(_.*)?|.*_PORT_[0-9]+_(TCP|UDP|SCTP)(_.*)?");

  private static final Pattern ADDRESS_OF_A_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");

  public KnownSettings {
    properties = Set.copyOf(properties);
  }

  /** Those of all applications and an application's own. */
  public static KnownSettings of(String application, Collection<String> own) {
    Set<String> all = new TreeSet<>(Setting.common());
    all.addAll(own);
    return new KnownSettings(application, all);
  }

  /** Names as environment variables. */
  public Set<String> variables() {
    return properties.stream()
        .map(KnownSettings::variable)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A sentence for each setting that this process was given and that the application lacks. */
  public List<String> unknown() {
    return unknown(Setting.environment(), System.getProperties().stringPropertyNames());
  }

  /** As {@link #unknown()}, of an environment and names of system properties. */
  List<String> unknown(Map<String, String> environment, Set<String> systemProperties) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(VARIABLE) && !isOfAService(name, value) && !hasVariable(name)) {
                problems.add(problem(name, variables()));
              }
            });
    for (String name : new TreeSet<>(systemProperties)) {
      if (name.startsWith(PROPERTY) && !hasProperty(name)) {
        problems.add(problem(name, properties));
      }
    }
    return problems;
  }

  private static boolean isOfAService(String name, String value) {
    return OF_A_SERVICE.matcher(name).matches()
        || (name.endsWith("_PORT") && ADDRESS_OF_A_SERVICE.matcher(value).matches());
  }

  /** Whether there is a setting of this environment variable. */
  public boolean hasVariable(String name) {
    return propertyOf(name).isPresent();
  }

  /** The property, perhaps with {@code *}, of an environment variable. */
  public Optional<String> propertyOf(String variable) {
    return properties.stream()
        .filter(known -> pattern(variable(known), "[A-Z0-9_]+").matcher(variable).matches())
        .findFirst();
  }

  /** Whether there is a setting of this property. */
  public boolean hasProperty(String name) {
    return properties.stream().anyMatch(known -> pattern(known, "[^.]+").matcher(name).matches());
  }

  private static Pattern pattern(String known, String anything) {
    return Pattern.compile(Pattern.quote(known).replace("*", "\\E" + anything + "\\Q"));
  }

  private String problem(String name, Collection<String> names) {
    String told = TELLABLE.matcher(name).matches() ? name : PROPERTY + "…";
    return told
        + " is no setting of the "
        + application
        + NearestName.of(name, names).map(near -> "; perhaps " + near + " is meant").orElse("")
        + ".";
  }

  /** As an environment variable. */
  public static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
