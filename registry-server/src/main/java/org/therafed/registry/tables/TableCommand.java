package org.therafed.registry.tables;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Fault;

/**
 * The command {@code check-table tariff|utility FILE}: every row that the registry would refuse, in
 * English and Chinese, without a registry. Exit code 0: none; 1: some; 2: not usable.
 */
public final class TableCommand {

  public static final String COMMAND = "check-table";

  private TableCommand() {}

  /** Runs the command; answers the exit code. */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    Optional<TableKind> kind =
        arguments.length == 2 ? TableKind.labelled(arguments[0]) : Optional.empty();
    if (kind.isEmpty()) {
      err.println(COMMAND + " tariff|utility FILE (*.csv, *.yaml)");
      return 2;
    }
    try {
      Path file = Path.of(arguments[1]);
      boolean yaml = file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
      String csv = TableText.csv(kind.get(), Files.readAllBytes(file), yaml);
      List<TableProblem> problems = TableCheck.problems(kind.get(), csv);
      problems.forEach(
          each ->
              out.println(each.line() + ": " + each.reason().en() + " / " + each.reason().zh()));
      out.println(problems.isEmpty() ? TableCheck.entries(csv) + " rows" : "");
      return problems.isEmpty() ? 0 : 1;
    } catch (Fault fault) {
      err.println(fault.reason().bothTexts());
      return 2;
    } catch (IOException e) {
      err.println("The file cannot be read. / 无法读取该文件。");
      return 2;
    }
  }
}
