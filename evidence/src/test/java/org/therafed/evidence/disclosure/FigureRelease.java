package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.therafed.evidence.disclosure.DisclosedFigures.Figure;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.Result;

/** Rows of three sites, and what the door does with a finding of them. */
final class FigureRelease {
  private static final List<String> SITES = List.of("s0", "s1", "s2");

  private FigureRelease() {}

  static <T> List<T> rows(int n, IntFunction<T> row) {
    return IntStream.range(0, n).mapToObj(row).toList();
  }

  static <T, P extends Partial<P>, R extends Result> Finding<R> finish(
      Estimator<T, P, R> estimator, List<T> rows) {
    return estimator.finish(estimator.partialOf(rows));
  }

  static String site(int i) {
    return SITES.get(i % 3);
  }

  static List<Figure> shown(Finding<? extends Result> finding) {
    DisclosedResult result = Released.of(finding);
    assertThat(result).isInstanceOf(DisclosedFigures.class);
    List<Figure> figures = ((DisclosedFigures) result).figures();
    figures.stream()
        .filter(f -> f.lower() != null)
        .forEach(f -> assertThat(f.value()).isBetween(f.lower(), f.upper()));
    return figures;
  }

  static void withheld(Finding<? extends Result> finding) {
    assertThat(finding.result()).isPresent();
    assertThat(Released.of(finding)).isInstanceOf(NotReleased.class);
  }
}
