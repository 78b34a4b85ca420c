package org.therafed.registry.publish;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.DatabaseFailures;
import org.therafed.registry.fault.RegistryCode;

/** Answers questions in the background, and goes on after a restart. */
@ApplicationScoped
class QuestionRunWork {

  private static final Logger LOG = Logger.getLogger(QuestionRunWork.class);

  /** Between two looks for what nobody is at; much less than a lease. */
  private static final long LOOK_MILLIS = 30_000;

  /** Each reads the database as fast as it can. */
  private static final int AT_ONCE = 2;

  private final QuestionRuns runs;
  private final CohortQuestions questions;
  private final CohortQuestionReader reader;
  private final Vertx vertx;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private long timer;

  QuestionRunWork(
      QuestionRuns runs, CohortQuestions questions, CohortQuestionReader reader, Vertx vertx) {
    this.runs = runs;
    this.questions = questions;
    this.reader = reader;
    this.vertx = vertx;
  }

  void begin(@Observes StartupEvent started) {
    look();
    timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
  }

  void end(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  /** Deletes what is over and takes on what nobody is at. */
  void look() {
    inBackground(
        () ->
            runs.expire()
                .flatMap(done -> runs.extend(List.copyOf(underWay)))
                .flatMap(done -> takeMore()));
  }

  private Uni<Void> takeMore() {
    if (underWay.size() >= AT_ONCE) {
      return Uni.createFrom().voidItem();
    }
    return runs.take().flatMap(taken -> taken.map(this::begun).orElse(Uni.createFrom().voidItem()));
  }

  private Uni<Void> begun(QuestionRuns.Taken run) {
    if (underWay.add(run.id())) {
      inBackground(
          () ->
              answered(run)
                  .onTermination()
                  .invoke(
                      () -> {
                        underWay.remove(run.id());
                        look();
                      }));
    }
    return takeMore();
  }

  private Uni<Void> answered(QuestionRuns.Taken run) {
    return Uni.createFrom()
        .deferred(() -> answer(run))
        .flatMap(answer -> runs.done(run.id(), answer))
        .onFailure()
        .recoverWithUni(failure -> failed(run.id(), failure));
  }

  private Uni<String> answer(QuestionRuns.Taken run) {
    CohortQuestion question = reader.read(run.question().getBytes(StandardCharsets.UTF_8));
    int ofEach = run.months() / question.arms().size();
    return questions
        .answer(
            question,
            run.asker(),
            (place, month) ->
                runs.reached(run.id(), place * ofEach + CalendarMonths.until(month, ofEach)))
        .map(answer -> answer.path("id").asText());
  }

  private Uni<Void> failed(String id, Throwable failure) {
    Optional<Fault> said = failure instanceof Fault fault ? Optional.of(fault) : Optional.empty();
    if (said.isEmpty()) {
      warn(failure);
    }
    return runs.failed(id, said.map(Fault::code).orElse(RegistryCode.STORE_UNAVAILABLE).code());
  }

  private static void warn(Throwable failure) {
    LOG.warnf(
        "stage=question outcome=failed cause=%s state=%s",
        failure.getClass().getName(), DatabaseFailures.sqlState(failure).orElse("none"));
  }

  private void inBackground(Supplier<Uni<Void>> work) {
    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(own, true);
    own.runOnContext(ignored -> work.get().subscribe().with(done -> {}, QuestionRunWork::warn));
  }
}
