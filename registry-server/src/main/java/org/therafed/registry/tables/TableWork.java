package org.therafed.registry.tables;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Hands signed tariffs out after a start, and what another process of this registry has signed. */
@ApplicationScoped
class TableWork {

  private static final Logger LOG = Logger.getLogger(TableWork.class);
  private static final long LOOK_MILLIS = 60_000;

  private final ValueTables tables;
  private final Vertx vertx;
  private long timer;

  TableWork(ValueTables tables, Vertx vertx) {
    this.tables = tables;
    this.vertx = vertx;
  }

  void begin(@Observes StartupEvent started) {
    look();
    timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
  }

  void end(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  private void look() {
    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(own, true);
    own.runOnContext(
        ignored ->
            tables
                .handOut()
                .subscribe()
                .with(
                    done -> {},
                    // What was handed out before stays so; the class says what broke.
                    failure ->
                        LOG.warnf(
                            "stage=tables outcome=failed cause=%s", failure.getClass().getName())));
  }
}
