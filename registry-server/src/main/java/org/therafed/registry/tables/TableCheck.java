package org.therafed.registry.tables;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.profiles.distribution.PackageContent;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.PackageSigner;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/** Looks at every row of a table, by the rules that gateways hold a package to. */
final class TableCheck {

  /** More are not told: who has so many mends the first and looks again. */
  static final int MOST_PROBLEMS = 100;

  private static final String FILE = "table.csv";
  private static final Pattern LINE = Pattern.compile("^line (\\d+): (.*)$", Pattern.DOTALL);
  private static final Pattern LINE_ZH = Pattern.compile("^第 \\d+ 行：(.*)$", Pattern.DOTALL);

  private TableCheck() {}

  /** What is wrong, by line; empty: nothing. */
  static List<TableProblem> problems(TableKind kind, String csv) {
    List<TableProblem> found =
        kind == TableKind.UTILITY ? UtilityCheck.problems(csv) : tariffProblems(csv);
    return found.stream()
        .sorted(Comparator.comparingInt(TableProblem::line))
        .limit(MOST_PROBLEMS)
        .toList();
  }

  /** How many rows there are beside header, comments and empty lines. */
  static int entries(String csv) {
    long lines =
        Arrays.stream(csv.replace("\uFEFF", "").split("\n", -1))
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .count();
    return (int) Math.max(0, lines - 1);
  }

  /**
   * The package's own reader stops at the first row with a mistake: that one becomes a comment, and
   * the rest is read again.
   */
  private static List<TableProblem> tariffProblems(String csv) {
    PackageSigner nobody = PackageSigner.generate();
    String[] lines = csv.split("\n", -1);
    List<TableProblem> problems = new ArrayList<>();
    while (problems.size() < MOST_PROBLEMS) {
      try {
        SignedPackage made =
            SignedPackage.sign(
                nobody,
                PackageKind.TARIFF,
                "checked",
                1,
                Map.of(FILE, String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        PackageContent.check(made);
        return problems;
      } catch (Fault fault) {
        TableProblem problem = problem(fault);
        problems.add(problem);
        String found = lines[problem.line() - 1];
        if (isHeader(lines, problem.line()) || found.startsWith("#")) {
          return problems;
        }
        lines[problem.line() - 1] = "#" + found;
      }
    }
    return problems;
  }

  /** Without a header no row can be judged. */
  private static boolean isHeader(String[] lines, int line) {
    return Arrays.stream(lines, 0, line - 1)
        .map(each -> each.replace("\uFEFF", "").strip())
        .allMatch(each -> each.isEmpty() || each.startsWith("#"));
  }

  private static TableProblem problem(Fault fault) {
    if (!(fault.safeArguments().get("reason") instanceof Phrase reason)) {
      throw fault;
    }
    Matcher english = LINE.matcher(reason.en());
    Matcher chinese = LINE_ZH.matcher(reason.zh());
    if (!english.matches() || !chinese.matches()) {
      throw fault;
    }
    return new TableProblem(
        Integer.parseInt(english.group(1)), new Phrase(english.group(2), chinese.group(1)));
  }
}
