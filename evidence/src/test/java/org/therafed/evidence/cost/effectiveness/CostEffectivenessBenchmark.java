package org.therafed.evidence.cost.effectiveness;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.TieConvention;

/**
 * 10⁵ bootstrap replicates of incremental cost and effect over 10⁴ persons and eight intervals, on
 * all cores. The module's README says how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(2)
public class CostEffectivenessBenchmark {
  private static final int PERSONS = 10_000;
  private static final int REPLICATES = 100_000;
  private static final CostIntervals INTERVALS =
      new CostIntervals(List.of(0.0, 90.0, 180.0, 270.0, 360.0, 450.0, 540.0, 630.0, 720.0));

  private CostFrame frame;
  private List<OutcomeRow> rows;

  @Setup
  public void rows() {
    frame = new CostFrame("payer", INTERVALS, 0, 0, 2026, "EUR");
    rows = CostEffectivenessTest.rows(new Random(20261121), PERSONS, INTERVALS);
  }

  /** Rows to all increments. */
  @Benchmark
  public List<Increment> bootstrap() {
    return new Bootstrap(frame, TieConvention.DEATHS_FIRST, rows, new BootstrapWeights(20261121))
        .run(REPLICATES, INTERVALS.size());
  }
}
