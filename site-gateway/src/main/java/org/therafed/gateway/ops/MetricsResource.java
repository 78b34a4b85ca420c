package org.therafed.gateway.ops;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.flow.HeldAgeing;
import org.therafed.gateway.query.QuestionDesk;
import org.therafed.gateway.site.Site;

/**
 * {@code GET /ops/metrics}: what {@code /ops/outcomes} and {@code /ops/questions} count, for a
 * monitoring system. All are read from the database, so that a restart loses none.
 */
@Path("/ops/metrics")
@Blocking
public class MetricsResource {

  private final ArrivalViews views;
  private final HeldAgeing ageing;
  private final QuestionDesk desk;
  private final Database database;
  private final Site site;

  @Inject
  public MetricsResource(
      ArrivalViews views, HeldAgeing ageing, QuestionDesk desk, Database database, Site site) {
    this.views = views;
    this.ageing = ageing;
    this.desk = desk;
    this.database = database;
    this.site = site;
  }

  @GET
  @Produces(OpenMetrics.MEDIA_TYPE)
  public String metrics() {
    ArrivalViews.Outcomes outcomes = views.counted();
    List<HeldAgeing.Held> held = ageing.byCode();
    Map<String, Long> questions = desk.view(1).counts();
    return new OpenMetrics()
        .gauge(
            "received",
            "Arrivals that were acknowledged; the sum of the outcomes.",
            outcomes.received())
        .gauge("arrivals", "Arrivals by what became of them.", "outcome", outcomes.byOutcome())
        .gauge("reasons", "Arrivals by the code of their outcome.", "code", outcomes.reasons())
        .gauge(
            "waiting",
            "Queued arrivals by why they were not sent at the last attempt.",
            "code",
            outcomes.waiting())
        .gauge(
            "unlinked",
            "Persons by why their national id links nobody.",
            "code",
            outcomes.unlinked())
        .gauge(
            "queue_age_seconds", "How long the oldest transfer has waited to be sent.", queueAge())
        .gauge(
            "held_late",
            "Arrivals that are held for longer than the alert allows.",
            "code",
            of(held, HeldAgeing.Held::late))
        .gauge(
            "held_age_seconds",
            "How long the oldest held arrival has been held.",
            "code",
            of(held, one -> seconds(one.oldest())))
        .gauge(
            "questions",
            "Questions of the registry by how far they are.",
            "state",
            states(questions, true))
        .gauge(
            "question_refusals",
            "Questions and messages that were refused or turned away, by code.",
            "code",
            states(questions, false))
        .toString();
  }

  private static Map<String, Long> of(
      List<HeldAgeing.Held> held, ToLongFunction<HeldAgeing.Held> value) {
    Map<String, Long> values = new LinkedHashMap<>();
    held.forEach(one -> values.put(one.code(), value.applyAsLong(one)));
    return values;
  }

  private static Map<String, Long> states(Map<String, Long> counts, boolean states) {
    Map<String, Long> some = new LinkedHashMap<>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith("GW-") != states) {
            some.put(name, count);
          }
        });
    return some;
  }

  private long queueAge() {
    Optional<Instant> oldest =
        database.inTransaction(
            tx ->
                tx.first(
                    "select enqueued_at from outbox where state = 'queued' order by enqueued_at"
                        + " limit 1",
                    row -> Transaction.instant(row, "enqueued_at")));
    return oldest.map(this::seconds).orElse(0L);
  }

  private long seconds(Instant since) {
    return Math.max(0, Duration.between(since, site.clock().instant()).toSeconds());
  }
}
