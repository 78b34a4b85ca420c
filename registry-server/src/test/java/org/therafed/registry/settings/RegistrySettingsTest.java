package org.therafed.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.KnownSettings;

/** The list of names, the README's table and the sources say the same. */
class RegistrySettingsTest {

  private static final Pattern VARIABLE = Pattern.compile("THERAFED_[A-Z0-9_]+[A-Z0-9]");
  private static final Pattern READ = Pattern.compile("\"(therafed\\.[a-z-]+)\"");
  private static final Set<String> NO_SETTING = Set.of("therafed.route");

  private static Set<String> found(Pattern pattern, String text, int group) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(hit -> names.add(hit.group(group)));
    return names;
  }

  @Test
  void theTableNamesEverySettingAndNoOther() throws IOException {
    Set<String> table = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.startsWith("| `THERAFED_")) {
        table.addAll(found(VARIABLE, line, 0));
      }
    }
    Set<String> known = RegistrySettings.known().variables();
    assertThat(known).containsAll(table);
    assertThat(Files.readString(Path.of("README.md"))).contains(known);
  }

  @Test
  void whatTheSourcesReadIsKnown() throws IOException {
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        read.addAll(found(READ, Files.readString(file), 1));
      }
    }
    read.removeAll(NO_SETTING);
    Set<String> mapped = new TreeSet<>();
    for (Class<?> type : new Class<?>[] {RegistryConfig.class}) {
      Stream.of(type.getMethods())
          .map(
              method ->
                  method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
          .forEach(name -> mapped.add("therafed." + name));
    }
    KnownSettings known = RegistrySettings.known();
    assertThat(read).allMatch(known::hasProperty);
    assertThat(mapped).allMatch(known::hasProperty);
  }
}
