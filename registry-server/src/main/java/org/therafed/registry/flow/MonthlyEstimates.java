package org.therafed.registry.flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.therafed.registry.cohort.ArmMonth;
import org.therafed.registry.cohort.ArmMonths;
import org.therafed.registry.cohort.Basis;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.MonthPartials;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.estimate.Estimate;
import org.therafed.registry.estimate.Estimates;
import org.therafed.registry.estimate.SiteMonth;
import org.therafed.registry.publish.Progress;

/**
 * Estimates merged from what is kept of sites and months; only what is missing is read. The
 * statements are the same for an arm of nobody, of a few and of many: of each, a month without
 * people is read and kept as well.
 */
@ApplicationScoped
public class MonthlyEstimates {

  /** So many persons' facts are read at once. */
  private static final int BATCH = 100_000;

  /** Who withdraws meanwhile makes a month missing again; after so many times all is read. */
  private static final int ROUNDS = 4;

  private final ArmMonths arms;
  private final Cohorts cohorts;
  private final Estimates estimates;
  private final MonthPartials partials;

  MonthlyEstimates(ArmMonths arms, Cohorts cohorts, Estimates estimates, MonthPartials partials) {
    this.arms = arms;
    this.cohorts = cohorts;
    this.estimates = estimates;
    this.partials = partials;
  }

  /**
   * An estimate and who had withdrawn.
   *
   * @param basis of the whole arm, as {@link Basis} says
   */
  public record Based(Estimate estimate, String basis) {}

  /** The estimate of a question on a cut. */
  public Uni<Based> of(Question question, int cut, Progress progress) {
    return arms.keep(question.module().id(), question.arm(), cut)
        .flatMap(kept -> kept ? merged(question, cut, progress, ROUNDS) : direct(question, cut));
  }

  /** The same from all rows, without anything that is kept. */
  public Uni<Based> direct(Question question, int cut) {
    return cohorts
        .withdrawn(question.module().id(), question.arm(), cut)
        .flatMap(
            withdrawn ->
                cohorts
                    .rows(question, cut)
                    .flatMap(rows -> computed(() -> estimates.of(question, rows)))
                    .map(estimate -> new Based(estimate, Basis.of(withdrawn))));
  }

  private Uni<Based> merged(Question question, int cut, Progress progress, int rounds) {
    if (rounds == 0) {
      return direct(question, cut);
    }
    return partials
        .known(question, cut)
        .flatMap(months -> fill(question, cut, months, progress))
        .flatMap(done -> partials.sums(question, cut))
        .flatMap(
            sums ->
                sums.isEmpty()
                    ? merged(question, cut, progress, rounds - 1)
                    : computed(() -> based(question, sums.get())));
  }

  private Based based(Question question, MonthPartials.Sums sums) {
    return new Based(
        estimates.merged(question, sums.months(), sums.withdrawn()),
        Basis.of(sums.withdrawnOfArm()));
  }

  private Uni<Void> fill(
      Question question, int cut, List<MonthPartials.Known> months, Progress progress) {
    List<List<ArmMonth>> batches =
        batches(
            months.stream()
                .filter(known -> !known.kept())
                .map(MonthPartials.Known::month)
                .toList());
    return Multi.createFrom()
        .iterable(batches)
        .onItem()
        .transformToUniAndConcatenate(
            batch ->
                progress
                    .reached(batch.get(0).month())
                    .flatMap(done -> cohorts.rows(question, cut, batch))
                    .flatMap(rows -> computed(() -> texts(question, batch, rows)))
                    .flatMap(texts -> partials.keep(question, texts).replaceWith(Optional.of(0))))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static List<List<ArmMonth>> batches(List<ArmMonth> months) {
    List<List<ArmMonth>> batches = new ArrayList<>();
    long persons = 0;
    for (ArmMonth month : months) {
      if (batches.isEmpty() || persons + month.persons() > BATCH) {
        batches.add(new ArrayList<>());
        persons = 0;
      }
      batches.get(batches.size() - 1).add(month);
      persons += month.persons();
    }
    return batches;
  }

  private Map<Long, String> texts(Question question, List<ArmMonth> batch, CohortRows rows) {
    SortedMap<SiteMonth, String> found = estimates.months(question, rows);
    Map<Long, String> texts = new HashMap<>();
    for (ArmMonth month : batch) {
      String text = found.get(new SiteMonth(month.month(), month.site()));
      texts.put(month.id(), text == null ? estimates.nobody(question, month.site()) : text);
    }
    return texts;
  }

  /** Computation is no work for the event loop; the database is spoken to on it. */
  private static <T> Uni<T> computed(Supplier<T> work) {
    Context asked = Vertx.currentContext();
    Executor back =
        asked == null ? Runnable::run : task -> asked.runOnContext(ignored -> task.run());
    return Uni.createFrom()
        .item(work)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(back);
  }
}
