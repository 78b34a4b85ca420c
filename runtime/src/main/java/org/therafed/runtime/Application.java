package org.therafed.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an application brings to its start.
 *
 * @param name short name, used for the default data folder {@code therafed-data/<name>}
 * @param httpPort its port of HTTP where no setting names one
 * @param problems looks at the settings of its own: a sentence for each that is unsound, beginning
 *     with the variable's name, without its value
 * @param known names of the settings that it has, as {@link KnownSettings} writes them; empty: it
 *     does not say
 * @param settings system properties to be set before it starts, from its data folder
 * @param meanwhile read while the database starts: what is needed later and would be read then
 */
public record Application(
    String name,
    int httpPort,
    Supplier<List<String>> problems,
    Optional<KnownSettings> known,
    Function<Path, Map<String, String>> settings,
    Runnable meanwhile) {

  /** An application without checks and settings of its own. */
  public static Application of(String name, int httpPort) {
    return new Application(
        name, httpPort, List::of, Optional.empty(), folder -> Map.of(), () -> {});
  }

  /** With checks of its own. */
  public Application checkedBy(Supplier<List<String>> checks) {
    return new Application(name, httpPort, checks, known, settings, meanwhile);
  }

  /** With the names of all settings that it has: any other stops the start. */
  public Application knowing(KnownSettings settingsOfAll) {
    return new Application(
        name, httpPort, problems, Optional.of(settingsOfAll), settings, meanwhile);
  }

  /** With settings that depend on the data folder. */
  public Application withSettings(Function<Path, Map<String, String>> fromFolder) {
    return new Application(name, httpPort, problems, known, fromFolder, meanwhile);
  }

  /** With something to be read while the database starts. */
  public Application reading(Runnable whileTheDatabaseStarts) {
    return new Application(name, httpPort, problems, known, settings, whileTheDatabaseStarts);
  }
}
