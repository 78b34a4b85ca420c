package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.registry.access.RouteRules;
import org.therafed.registry.fault.RegistryCode;

class DocumentationTest {

  @Test
  void everyCodeStandsInErrorsWithItsStatusAndNoOther() throws IOException {
    Map<String, String> documented =
        Pattern.compile("(?m)^\\| (RG-[A-Z]+-\\d{3}) \\| (\\d{3}) \\|")
            .matcher(Files.readString(Path.of("docs", "errors.md")))
            .results()
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> row.group(2), (a, b) -> "twice", TreeMap::new));
    Map<String, String> codes =
        Arrays.stream(RegistryCode.values())
            .collect(
                Collectors.toMap(
                    RegistryCode::code,
                    code -> Integer.toString(code.status()),
                    (a, b) -> "twice",
                    TreeMap::new));
    assertThat(documented).isEqualTo(codes);
  }

  @Test
  void everyRouteStandsInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    List<String> described =
        Pattern.compile("`((?:GET|POST|DELETE) [^`?]+)[^`]*`")
            .matcher(readme)
            .results()
            .map(match -> match.group(1).replaceAll("/evidence/\\{.*", "/evidence/{question}"))
            .toList();
    assertThat(described).containsAll(RouteRules.all().keySet());
  }

  @Test
  void everySettingOfTheConfigurationStandsInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Function<MatchResult, String> variable =
        match -> match.group(1).toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
    List<String> variables =
        Pattern.compile("\\$\\{(therafed\\.[a-z-]+)")
            .matcher(Files.readString(Path.of("src/main/resources/application.properties")))
            .results()
            .map(variable)
            .toList();
    assertThat(variables).isNotEmpty().allMatch(readme::contains);
  }
}
