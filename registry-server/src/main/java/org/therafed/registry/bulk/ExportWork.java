package org.therafed.registry.bulk;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.therafed.registry.fault.DatabaseFailures;

/** Makes the files of exports in the background, goes on after a restart, and clears them away. */
@ApplicationScoped
class ExportWork {

  private static final Logger LOG = Logger.getLogger(ExportWork.class);

  /** Between two looks for what is unfinished or over. */
  private static final long LOOK_MILLIS = 60_000;

  private final Exports exports;
  private final ExportPage page;
  private final Vertx vertx;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private long timer;

  ExportWork(Exports exports, ExportPage page, Vertx vertx) {
    this.exports = exports;
    this.page = page;
    this.vertx = vertx;
  }

  void begin(@Observes StartupEvent started) {
    look();
    timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
  }

  void end(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  /** Deletes what is over and goes on with what is unfinished. */
  void look() {
    inBackground(
        () ->
            exports
                .expire()
                .flatMap(gone -> exports.unfinished())
                .invoke(ids -> ids.forEach(this::make))
                .replaceWithVoid());
  }

  /** Makes the files of an export, unless this process is at it. */
  void make(String id) {
    if (underWay.add(id)) {
      inBackground(() -> steps(id).onTermination().invoke(() -> underWay.remove(id)));
    }
  }

  private Uni<Void> steps(String id) {
    return Uni.createFrom()
        .deferred(() -> page.next(id))
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private void inBackground(Supplier<Uni<Void>> work) {
    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(own, true);
    own.runOnContext(
        ignored ->
            work.get()
                .subscribe()
                .with(
                    done -> {},
                    failure ->
                        LOG.warnf(
                            "stage=export outcome=failed cause=%s state=%s",
                            failure.getClass().getName(),
                            DatabaseFailures.sqlState(failure).orElse("none"))));
  }
}
