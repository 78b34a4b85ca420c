package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * On which day each site was last heard of. A day, and only the latest: times of single requests
 * beside shifted dates would tell the shift. One statement a day and site.
 */
@ApplicationScoped
class SiteSightings {

  private static final Logger LOG = Logger.getLogger(SiteSightings.class);
  private static final String SEEN =
      "update site set last_seen = cast(cast(:on as text) as date) where id = :site and (last_seen"
          + " is null or last_seen < cast(cast(:on as text) as date))";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;
  private final Map<String, LocalDate> known = new ConcurrentHashMap<>();

  SiteSightings(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Notes a site that has proved itself; a failure loses no more than this note. */
  Uni<Void> seen(String site) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (today.equals(known.get(site))) {
      return Uni.createFrom().voidItem();
    }
    Context request = Vertx.currentContext();
    return Uni.createFrom()
        .deferred(() -> note(site, today))
        // Some routes answer from a worker thread; the database is asked from the event loop only.
        .runSubscriptionOn(task -> request.runOnContext(ignored -> task.run()))
        .invoke(done -> known.put(site, today))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.debugf("stage=onboarding cause=%s", failure.getClass().getName());
              return null;
            });
  }

  private Uni<Integer> note(String site, LocalDate today) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(SEEN)
                .setParameter("on", today.toString())
                .setParameter("site", site)
                .executeUpdate());
  }
}
