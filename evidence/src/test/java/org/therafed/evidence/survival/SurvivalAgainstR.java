package org.therafed.evidence.survival;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.therafed.evidence.survival.test.GroupedTablesBuilder;
import org.therafed.evidence.survival.test.LogRank;

/**
 * Kaplan–Meier with its median and the log-rank test over 10⁶ rows in memory, from columns to
 * numbers, and R's {@code survfit} and {@code survdiff} over the very same rows in turns, so that
 * both meet the same machine. Arguments: the R script. Run by {@code
 * evidence/src/benchmark/against-r.sh}.
 */
public final class SurvivalAgainstR {
  private static final int ROWS = 1_000_000;
  private static final int TURNS = 5;
  private static final int WARM_UP = 10;
  private static final String[] SITES = {"a", "b", "c", "d", "e"};

  private final double[] time = new double[ROWS];
  private final boolean[] event = new boolean[ROWS];
  private final int[] group = new int[ROWS];

  private SurvivalAgainstR(boolean whole) {
    Random random = new Random(20261121);
    for (int i = 0; i < ROWS; i++) {
      group[i] = random.nextInt(2);
      double death = -Math.log(1 - random.nextDouble()) * (group[i] == 0 ? 700 : 710);
      double censoring = 2000 * random.nextDouble();
      double exact = Math.min(death, censoring);
      time[i] = whole ? Math.ceil(exact) : exact;
      event[i] = death <= censoring;
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (boolean whole : new boolean[] {true, false}) {
      new SurvivalAgainstR(whole).run(Path.of(arguments[0]), whole ? "whole days" : "distinct");
    }
  }

  private void run(Path script, String days) throws IOException, InterruptedException {
    Path rows = Files.createTempFile("survival-rows", ".bin");
    try {
      write(rows);
      for (int i = 0; i < WARM_UP; i++) {
        median();
        chiSquare();
      }
      double[][] ours = new double[2][TURNS];
      double[][] theirs = new double[2][TURNS];
      for (int turn = 0; turn < TURNS; turn++) {
        double[] found = {
          seconds(this::median, ours[0], turn), seconds(this::chiSquare, ours[1], turn)
        };
        double[] reported = r(script, rows);
        theirs[0][turn] = reported[0];
        theirs[1][turn] = reported[1];
        if (Math.abs(found[0] - reported[2]) > 1e-6 * reported[2]
            || Math.abs(found[1] - reported[3]) > 1e-6 * reported[3]) {
          throw new IllegalStateException("the two disagree: " + Arrays.toString(reported));
        }
      }
      print("Kaplan-Meier and median, " + days, ours[0], theirs[0]);
      print("log-rank of two groups, " + days, ours[1], theirs[1]);
    } finally {
      Files.delete(rows);
    }
  }

  private double median() {
    EventTableBuilder rows = new EventTableBuilder();
    for (int i = 0; i < ROWS; i++) {
      rows.add(SITES[i * SITES.length / ROWS], 0, time[i], event[i]);
    }
    return new KaplanMeier(0.95, ConfidenceBand.LOG_LOG)
        .finish(rows.partial())
        .result()
        .orElseThrow()
        .median()
        .timeDays()
        .orElseThrow();
  }

  private double chiSquare() {
    GroupedTablesBuilder rows = new GroupedTablesBuilder();
    EventTableBuilder[] builders = {rows.of("", "0"), rows.of("", "1")};
    for (int i = 0; i < ROWS; i++) {
      builders[group[i]].add(SITES[i * SITES.length / ROWS], 0, time[i], event[i]);
    }
    return new LogRank(0.95, 0).finish(rows.partial()).result().orElseThrow().chiSquare();
  }

  private static double seconds(Supplier<Double> work, double[] into, int turn) {
    long begin = System.nanoTime();
    double found = work.get();
    into[turn] = (System.nanoTime() - begin) / 1e9;
    return found;
  }

  private static double[] r(Path script, Path rows) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("Rscript", script.toString(), rows.toString(), Integer.toString(ROWS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("R failed");
    }
    return Arrays.stream(line.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private void write(Path rows) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(rows)))) {
      for (int i = 0; i < ROWS; i++) {
        out.writeDouble(time[i]);
        out.writeDouble(event[i] ? 1 : 0);
        out.writeDouble(group[i]);
      }
    }
  }

  private static void print(String what, double[] ours, double[] theirs) {
    Arrays.sort(ours);
    Arrays.sort(theirs);
    System.out.printf(
        Locale.ROOT,
        "%-40s here %6.1f ms (%.1f to %.1f)   R %7.1f ms (%.1f to %.1f)   %5.1f times%n",
        what,
        ours[TURNS / 2] * 1e3,
        ours[0] * 1e3,
        ours[TURNS - 1] * 1e3,
        theirs[TURNS / 2] * 1e3,
        theirs[0] * 1e3,
        theirs[TURNS - 1] * 1e3,
        theirs[TURNS / 2] / ours[TURNS / 2]);
  }
}
