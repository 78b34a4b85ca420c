package org.therafed.e2e.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.e2e.fixture.Program;
import org.therafed.e2e.fixture.Program.Ended;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityRow;

/**
 * R's answers to the four questions about the same rows.
 *
 * @param numbers by name; empty where R has none
 * @param software R's and its package's versions
 */
record RReference(SortedMap<Quantity, OptionalDouble> numbers, String software) {

  /** Writes the rows as tables, runs {@code reference.R} over them, and reads what it writes. */
  static RReference of(ArmRows rows, Program rscript, Path folder) {
    try {
      Files.createDirectories(folder);
      write(folder.resolve("survival.csv"), "person,time,event", survival(rows.survival()));
      write(folder.resolve("response.csv"), "person,endpoint,responder", responses(rows));
      write(folder.resolve("toxicity.csv"), "person,term,grade", toxicity(rows.toxicity()));
      write(folder.resolve("cost.csv"), "person,amount", costs(rows.costs()));
      Path script = folder.resolve("reference.R");
      Files.writeString(script, ArmRows.resource("reference.R"));
      Ended ended = rscript.run(List.of("--vanilla", script.toString(), folder.toString()));
      if (ended.code() != 0) {
        throw new IllegalStateException("R failed:\n" + ended.output());
      }
      return new RReference(
          read(folder.resolve("reference.csv")), ended.output().strip().replace("\"", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether R can load the package that Kaplan–Meier needs. */
  static boolean works(Program rscript) {
    return rscript.run(List.of("--vanilla", "-e", "library(survival)")).code() == 0;
  }

  private static void write(Path file, String header, List<String> lines) throws IOException {
    Files.writeString(file, header + "\n" + String.join("\n", lines) + "\n", UTF_8);
  }

  private static List<String> survival(List<SurvivalRow> rows) {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(lines.size() + "," + row.timeDays() + "," + flag(row.event())));
    return lines;
  }

  private static List<String> responses(ArmRows rows) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, List<ResponseRow>> endpoint : rows.responses().entrySet()) {
      for (ResponseRow row : endpoint.getValue()) {
        lines.add(lines.size() + "," + endpoint.getKey() + "," + flag(row.responder()));
      }
    }
    return lines;
  }

  private static List<String> toxicity(List<ToxicityRow> rows) {
    List<String> lines = new ArrayList<>();
    for (int person = 0; person < rows.size(); person++) {
      Map<String, Integer> grades = rows.get(person).worstGradeByTerm();
      if (grades.isEmpty()) {
        lines.add(person + ",,");
      }
      for (Map.Entry<String, Integer> grade : grades.entrySet()) {
        lines.add(person + "," + grade.getKey() + "," + grade.getValue());
      }
    }
    return lines;
  }

  private static List<String> costs(List<CostRow> rows) {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(lines.size() + "," + row.total()));
    return lines;
  }

  private static String flag(boolean value) {
    return value ? "1" : "0";
  }

  /** R writes every cell in quotation marks. */
  private static SortedMap<Quantity, OptionalDouble> read(Path file) throws IOException {
    SortedMap<Quantity, OptionalDouble> numbers = new TreeMap<>();
    List<String> lines = Files.readAllLines(file, UTF_8);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.substring(1, line.length() - 1).split("\",\"", -1);
      numbers.put(
          new Quantity(cells[0], cells[1], cells[2]),
          cells[3].isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(cells[3])));
    }
    return numbers;
  }
}
