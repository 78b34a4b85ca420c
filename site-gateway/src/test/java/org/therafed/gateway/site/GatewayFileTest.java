package org.therafed.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.runtime.KnownSettings;

class GatewayFileTest {

  @TempDir Path folder;

  private static GatewayFile parsed(String... lines) {
    return GatewayFile.parse("gateway.yaml", String.join("\n", lines));
  }

  @Test
  void namesMayBeNestedAtAnyHyphenAndListsAreLists() {
    GatewayFile file =
        parsed(
            "site-id: site-a",
            "dicom:",
            "  port: 11112",
            "  calling-aes: [PACS1, PACS2]",
            "pull:",
            "  sources:",
            "    main-pacs:",
            "      called-ae: ARCHIVE",
            "hl7:",
            "  plain-beyond: {loopback: true}",
            "registry-url:");
    assertThat(file.problems()).isEmpty();
    assertThat(file.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "therafed.site-id", "site-a",
                "therafed.dicom-port", "11112",
                "therafed.dicom-calling-aes", "PACS1,PACS2",
                "therafed.pull.sources.main-pacs.called-ae", "ARCHIVE",
                "therafed.hl7-plain-beyond-loopback", "true"));
  }

  @Test
  void everyProblemIsToldAtOnceWithItsLineAndWithoutValues() {
    GatewayFile file =
        parsed(
            "# a comment",
            "site-idd: hidden1",
            "dicom:",
            "  potr: 11112",
            "  port: [1, 2]",
            "dicom-calling-aes: [\"A,B\"]",
            "http-port: 1",
            "http: {port: 2}");
    assertThat(file.problems())
        .containsExactly(
            "gateway.yaml, line 2 names no setting of the gateway; perhaps site-id is meant.",
            "gateway.yaml, line 4 names no setting of the gateway; perhaps dicom-port is meant.",
            "gateway.yaml, line 5: THERAFED_DICOM_PORT is no list; one value is needed.",
            "gateway.yaml, line 6: a list of texts without commas is needed.",
            "gateway.yaml, line 8: THERAFED_HTTP_PORT stands there twice.");
  }

  @Test
  void aProblemOfAValueIsToldWithTheLineThatGaveIt() {
    GatewayFile file = parsed("site-zone: Asia/Shanghai", "site-id: Site A");
    assertThat(file.withLine("THERAFED_SITE_ID is not an identifier."))
        .isEqualTo("gateway.yaml, line 2: THERAFED_SITE_ID is not an identifier.");
    assertThat(file.withLine("THERAFED_DICOM_PORT is not a port."))
        .isEqualTo("THERAFED_DICOM_PORT is not a port.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: b: c|1",
        "- site-id|1",
        "site-id: x\\nsite-id: secret|2",
        "site-id: 'secret|1",
        "---\\nsite-id: x\\n---\\nsite-id: y|4"
      })
  void whatIsNoSuchFileIsToldWithItsLine(String text, int line) {
    GatewayFile file = parsed(text.replace("\\n", "\n"));
    assertThat(file.problems()).isNotEmpty();
    assertThat(file.problems().toString()).contains("line " + line).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "site-id:"})
  void anEmptyFileSetsNothing(String text) {
    assertThat(parsed(text).problems()).isEmpty();
    assertThat(parsed(text).values()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThat(GatewayFile.read(folder.resolve("none.yaml")).problems())
        .singleElement()
        .asString()
        .startsWith("THERAFED_CONFIG_FILE does not name");
  }

  @Test
  void theDocumentedFileHasEverySettingWithItsDefault() throws IOException {
    GatewayFile file = GatewayFile.read(Path.of("docs/gateway.yaml"));
    assertThat(file.problems()).isEmpty();
    KnownSettings known = GatewaySettings.known();
    Set<String> named =
        file.values().keySet().stream()
            .map(property -> known.propertyOf(KnownSettings.variable(property)).orElseThrow())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = new TreeSet<>(known.properties());
    expected.remove(GatewaySettings.CONFIG_FILE.property());
    assertThat(named).isEqualTo(expected);
    for (Class<?> type : List.of(SiteConfig.class, Hl7Config.class)) {
      for (Method method : type.getMethods()) {
        WithDefault otherwise = method.getAnnotation(WithDefault.class);
        if (otherwise != null) {
          String name = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
          assertThat(file.values()).containsEntry("therafed." + name, otherwise.value());
        }
      }
    }
    assertThat(GivenSettings.problems(file.values()))
        .noneMatch(problem -> problem.contains("another type"));
  }

  @Test
  void theTableNamesEverySettingAndNoOther() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    KnownSettings known = GatewaySettings.known();
    for (String variable : known.variables()) {
      String shown =
          variable.contains("*") ? variable.substring(variable.indexOf('*') + 1) : variable;
      assertThat(readme.contains(shown + "`")).as(variable).isTrue();
    }
    readme
        .lines()
        .filter(line -> line.startsWith("| `THERAFED_"))
        .flatMap(
            line ->
                java.util.regex.Pattern.compile("THERAFED_[A-Z0-9_]+[A-Z0-9]`")
                    .matcher(line)
                    .results())
        .map(hit -> hit.group().replace("`", ""))
        .forEach(variable -> assertThat(known.hasVariable(variable)).as(variable).isTrue());
  }
}
