package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.entry.Entered;
import org.therafed.profiles.entry.EnteredForm;
import org.therafed.profiles.entry.EnteredRow;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.Fact;

/**
 * The example patient of every module, typed into the module's form: its answers give the same
 * facts as the patient's tables, but for what a form does not ask for.
 */
class FormExamplesTest {

  private static final Path EXAMPLES = Path.of("docs", "examples");

  static Stream<String> modules() {
    return ModuleCatalog.standard().all().stream().map(TherapyModule::id).sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void answersOfTheFormGiveTheFactsOfTheTables(String id, @TempDir Path temp) throws IOException {
    TherapyModule module = ModuleCatalog.standard().find(id).orElseThrow();
    FilledForm filled = FilledForm.of(module, EXAMPLES.resolve(id));
    // Measurements are made on images, which come from the archive; and a form asks for what its
    // module watches.
    assertThat(filled.notAsked())
        .allMatch(row -> row.startsWith("measurements") || row.startsWith("labs "));
    Entered entered = EnteredForm.read(module, filled.response());
    assertThat(entered.problems()).isEmpty();
    Path tables = Files.createDirectory(temp.resolve("tables"));
    write(entered.rows(), patient(EXAMPLES.resolve(id)), tables);
    List<String> ofForm =
        facts(ExamplePatient.of(tables, Files.createDirectory(temp.resolve("a"))));
    List<String> ofTables =
        facts(
            ExamplePatient.of(EXAMPLES.resolve(id), copied(temp.resolve("a"), temp.resolve("b"))));
    assertThat(ofForm).isNotEmpty();
    assertThat(ofTables).containsAll(ofForm);
    List<String> left = new ArrayList<>(ofTables);
    ofForm.forEach(left::remove);
    assertThat(left).hasSize(filled.notAsked().size());
    assertThat(left)
        .allMatch(fact -> fact.startsWith("BiomarkerFact") || fact.startsWith("MeasurementFact"));
  }

  /** The same keys, so that pseudonyms and date shifts are the same. */
  private static Path copied(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private static String patient(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("patients.csv")).get(1).split(",", -1)[0];
  }

  private static List<String> facts(ExamplePatient patient) {
    return patient.facts().stream().map(FormExamplesTest::shown).distinct().toList();
  }

  /**
   * Numbers without the zeros at their end; the line of a next treatment, which a form counts on.
   */
  private static String shown(Fact fact) {
    return java.util.regex.Pattern.compile("(\\d+\\.\\d*?)0+(?=[,\\]])")
        .matcher(fact.toString())
        .replaceAll("$1")
        .replaceAll("(arm=standard-care.*)line=\\d+", "$1line=…")
        .replaceAll("\\.(?=[,\\]])", "");
  }

  private static void write(List<EnteredRow> rows, String mrn, Path folder) throws IOException {
    Map<String, List<EnteredRow>> byTable =
        rows.stream()
            .collect(Collectors.groupingBy(EnteredRow::table, TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<EnteredRow>> table : byTable.entrySet()) {
      Set<String> columns = new LinkedHashSet<>();
      table.getValue().forEach(row -> columns.addAll(row.fields().keySet()));
      List<String> lines = new ArrayList<>();
      lines.add("mrn," + String.join(",", columns));
      for (EnteredRow row : table.getValue()) {
        lines.add(
            mrn
                + ","
                + columns.stream()
                    .map(column -> row.fields().getOrDefault(column, ""))
                    .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(",")));
      }
      Files.write(folder.resolve(table.getKey() + ".csv"), lines);
    }
  }
}
