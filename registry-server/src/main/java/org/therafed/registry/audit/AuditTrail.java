package org.therafed.registry.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Appends to the audit trail. Acts that come while an append is under way go into the next one
 * together: one commit serves them all, whatever their number. Several registries on one database
 * append in turn.
 */
@ApplicationScoped
public class AuditTrail {
  private static final int MOST_AT_ONCE = 500;

  /** Of PostgreSQL's advisory locks, that of appending here: the letters "audit". */
  private static final long LOCK = 0x6175646974L;

  private static final String TURN = "select cast(pg_advisory_xact_lock(:lock) as text)";
  private static final String HEAD = "select seq, hash from audit_event order by seq desc limit 1";
  private static final String APPEND =
      "insert into audit_event (seq, event, hash) select k.seq, k.event, k.hash from"
          + " jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as k(seq bigint, event text,"
          + " hash text)";

  private record Waiting(AuditedAct act, UniEmitter<? super AuditHead> answer) {}

  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;
  private List<Waiting> waiting = new ArrayList<>();
  private boolean appending;
  private volatile Optional<AuditHead> lastKnown = Optional.empty();

  AuditTrail(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  /**
   * Appends an act; answers, on the caller's context, when it is durable.
   *
   * @return the head with which it was committed; fails where the database does
   */
  Uni<AuditHead> keep(AuditedAct act) {
    Context asked = Vertx.currentContext();
    Uni<AuditHead> kept = Uni.createFrom().emitter(answer -> enter(new Waiting(act, answer)));
    return asked == null ? kept : kept.emitOn(back(asked));
  }

  /** The head as this process knows it; empty before it has appended anything. */
  Optional<AuditHead> lastKnown() {
    return lastKnown;
  }

  private static Executor back(Context asked) {
    return task -> asked.runOnContext(ignored -> task.run());
  }

  private synchronized void enter(Waiting one) {
    waiting.add(one);
    if (!appending) {
      appending = true;
      appendNext();
    }
  }

  private void appendNext() {
    List<Waiting> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    // Nobody else runs on it, so a session may be kept in it.
    VertxContextSafetyToggle.setContextSafe(own, true);
    own.runOnContext(
        ignored ->
            append(batch.stream().map(Waiting::act).toList())
                .subscribe()
                .with(
                    head -> {
                      lastKnown = Optional.of(head);
                      batch.forEach(one -> one.answer().complete(head));
                      appendNext();
                    },
                    failure -> {
                      batch.forEach(one -> one.answer().fail(failure));
                      appendNext();
                    }));
  }

  private synchronized List<Waiting> take() {
    int count = Math.min(MOST_AT_ONCE, waiting.size());
    List<Waiting> batch = List.copyOf(waiting.subList(0, count));
    waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
    appending = !batch.isEmpty();
    return batch;
  }

  private Uni<AuditHead> append(List<AuditedAct> acts) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(TURN, String.class)
                .setParameter("lock", LOCK)
                .getSingleResultOrNull()
                .flatMap(turn -> head(session))
                .flatMap(head -> append(session, head, acts)));
  }

  private static Uni<AuditHead> head(Mutiny.Session session) {
    return session
        .createNativeQuery(HEAD, Object[].class)
        .getSingleResultOrNull()
        .map(
            row ->
                row == null
                    ? AuditChain.START
                    : new AuditHead(((Number) row[0]).longValue(), (String) row[1]));
  }

  private static Uni<AuditHead> append(
      Mutiny.Session session, AuditHead before, List<AuditedAct> acts) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    AuditHead head = before;
    for (AuditedAct act : acts) {
      String event = AuditEvents.text(head.seq() + 1, act);
      head = AuditChain.next(head, event);
      rows.addObject().put("seq", head.seq()).put("event", event).put("hash", head.hash());
    }
    AuditHead last = head;
    return session
        .createNativeQuery(APPEND)
        .setParameter("rows", rows.toString())
        .executeUpdate()
        .replaceWith(last);
  }
}
