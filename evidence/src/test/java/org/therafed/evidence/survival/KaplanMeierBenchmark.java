package org.therafed.evidence.survival;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.therafed.evidence.survival.test.GroupedTablesBuilder;
import org.therafed.evidence.survival.test.LogRank;

/**
 * Kaplan–Meier and the log-rank test over 10⁶ rows in memory, from columns to a curve with its
 * median or a statistic. Times are whole days, as a registry has them, or distinct fractions of
 * days, the worst case. The module's README says how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KaplanMeierBenchmark {
  private static final int ROWS = 1_000_000;
  private static final String[] SITES = {"a", "b", "c", "d", "e"};

  @Param({"whole", "fraction"})
  private String days;

  private final double[] time = new double[ROWS];
  private final boolean[] event = new boolean[ROWS];
  private EventTable table;

  @Setup
  public void rows() {
    Random random = new Random(20261121);
    for (int i = 0; i < ROWS; i++) {
      double death = -Math.log(1 - random.nextDouble()) * 700;
      double censoring = 2000 * random.nextDouble();
      double exact = Math.min(death, censoring);
      time[i] = days.equals("whole") ? Math.ceil(exact) : exact;
      event[i] = death <= censoring;
    }
    table = build();
  }

  private EventTable build() {
    EventTableBuilder rows = new EventTableBuilder();
    for (int i = 0; i < ROWS; i++) {
      rows.add(SITES[i * SITES.length / ROWS], 0, time[i], event[i]);
    }
    return rows.partial();
  }

  /** Rows to curve and median. */
  @Benchmark
  public SurvivalQuantile fromRows() {
    return new KaplanMeier(0.95, ConfidenceBand.LOG_LOG)
        .finish(build())
        .result()
        .orElseThrow()
        .median();
  }

  /** Event table to curve and median: what remains of a question once the partials are there. */
  @Benchmark
  public SurvivalQuantile fromPartial() {
    return new KaplanMeier(0.95, ConfidenceBand.LOG_LOG)
        .finish(table)
        .result()
        .orElseThrow()
        .median();
  }

  /** Rows of two groups to the log-rank statistic. */
  @Benchmark
  public double logRankFromRows() {
    GroupedTablesBuilder rows = new GroupedTablesBuilder();
    EventTableBuilder[] groups = {rows.of("", "0"), rows.of("", "1")};
    for (int i = 0; i < ROWS; i++) {
      groups[i & 1].add(SITES[i * SITES.length / ROWS], 0, time[i], event[i]);
    }
    return new LogRank(0.95, 0).finish(rows.partial()).result().orElseThrow().chiSquare();
  }
}
