package org.therafed.evidence.partial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.assertj.core.data.Offset;

/**
 * The laws of {@link Partial}, to be tried on random rows: split, merged in any order, serialised,
 * and merged with the identity, the rows give what the pooled rows give.
 */
public final class PartialLaws {
  private static final String[] SITES = {"north", "south", "west", "östlich"};

  private PartialLaws() {}

  /** The laws of an estimator whose partials are equal whatever the split. */
  public static <ROW, P extends Partial<P>, R extends Result> void exact(
      Estimator<ROW, P, R> estimator, List<ROW> rows, Class<P> type, Random random) {
    laws(
        estimator,
        rows,
        type,
        random,
        (split, pooled) -> {
          assertThat(split).isEqualTo(pooled);
          assertThat(estimator.finish(split).getClass())
              .isEqualTo(estimator.finish(pooled).getClass());
        });
  }

  /**
   * The laws.
   *
   * @param same asserts that a partial of the split rows tells what that of all rows tells
   */
  public static <ROW, P extends Partial<P>, R extends Result> void laws(
      Estimator<ROW, P, R> estimator,
      List<ROW> rows,
      Class<P> type,
      Random random,
      BiConsumer<P, P> same) {
    P pooled = estimator.partialOf(rows);
    List<Accumulator<ROW, P>> parts = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(6); i++) {
      parts.add(estimator.accumulator());
    }
    List<ROW> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(row -> parts.get(random.nextInt(parts.size())).add(row));
    P forward = estimator.empty();
    for (Accumulator<ROW, P> part : parts) {
      forward = forward.merge(PartialJson.read(PartialJson.write(part.partial()), type));
    }
    P backward = estimator.empty();
    for (int i = parts.size() - 1; i >= 0; i--) {
      backward = parts.get(i).partial().merge(backward);
    }
    same.accept(forward, pooled);
    same.accept(backward, pooled);
    assertThat(pooled.merge(estimator.empty())).isEqualTo(pooled);
    assertThat(estimator.empty().merge(pooled)).isEqualTo(pooled);
    assertThat(PartialJson.read(PartialJson.write(pooled), type)).isEqualTo(pooled);
    assertThat(estimator.finish(estimator.empty())).isInstanceOf(NoData.class);
    // An estimate that is not finite would be a fault here.
    estimator.finish(pooled).result().ifPresent(r -> assertThat(r.estimates()).isNotEmpty());
    if (!rows.isEmpty()) {
      P one = estimator.partialOf(rows.subList(1, rows.size()));
      same.accept(estimator.add(one, rows.get(0)), pooled);
    }
  }

  /** Equal to 1e-12 of the larger of 1 and the number. */
  public static void close(double one, double other) {
    assertThat(one).isEqualTo(other, Offset.offset(1e-12 * Math.max(1, Math.abs(other))));
  }

  /** So many random rows. */
  public static <ROW> List<ROW> rows(int n, Random random, Function<Random, ROW> row) {
    List<ROW> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(row.apply(random));
    }
    return rows;
  }

  /** One of four site labels. */
  public static String site(Random random) {
    return SITES[random.nextInt(SITES.length)];
  }
}
