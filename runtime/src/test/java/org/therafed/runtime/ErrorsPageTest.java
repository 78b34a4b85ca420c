package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

  private static final Pattern CODE = Pattern.compile("\"(RT-[A-Z]+-\\d{3})");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (RT-[A-Z]+-\\d{3}) \\|");

  @Test
  void everyCodeOfTheSourcesHasExactlyItsRow() throws IOException {
    List<String> used;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      used =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(file -> codes(CODE, file))
              .distinct()
              .sorted()
              .toList();
    }
    assertThat(codes(ROW, Path.of("docs/errors.md"))).containsExactlyElementsOf(used);
  }

  private static Stream<String> codes(Pattern pattern, Path file) {
    try {
      return pattern
          .matcher(Files.readString(file))
          .results()
          .map((MatchResult found) -> found.group(1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
