package org.therafed.evidence.coverage;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.response.ResponseRow;

/** Response rates. */
final class ResponseScenarios {
  private static final ResponseRate RATE = new ResponseRate(0.95);

  private ResponseScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(25, 100).flatMap(n -> Stream.of(0.1, 0.45).flatMap(p -> ofRate(n, p)));
  }

  private static Stream<Scenario> ofRate(int n, double p) {
    String conditions = "n " + n + ", rate " + p;
    return Stream.of(
        new Scenario(
            "response rate",
            "Clopper–Pearson",
            conditions,
            true,
            p,
            random -> interval(random, n, p, ResponseResult::clopperPearson)),
        new Scenario(
            "response rate",
            "Wilson",
            conditions,
            false,
            p,
            random -> interval(random, n, p, ResponseResult::wilson)));
  }

  private static Optional<Interval> interval(
      Random random, int n, double p, Function<ResponseResult, Interval> which) {
    List<ResponseRow> rows =
        IntStream.range(0, n)
            .mapToObj(i -> new ResponseRow(Scenario.site(i), random.nextDouble() < p))
            .toList();
    return RATE.finish(RATE.partialOf(rows)).result().map(which);
  }
}
