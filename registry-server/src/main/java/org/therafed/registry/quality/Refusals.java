package org.therafed.registry.quality;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Counts what was refused of a site, by month: an exact time beside shifted dates would tell the
 * shift. A refusal is answered also where it cannot be counted.
 */
@ApplicationScoped
public class Refusals {

  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final String COUNT =
      "insert into refusal_count (site, month, code, refused) values (:site, cast(cast(:month as"
          + " text) as date), :code, :refused) on conflict (site, month, code) do update set refused"
          + " = refusal_count.refused + excluded.refused";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  Refusals(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Counts a transfer that was refused with a code. */
  public Uni<Void> count(String site, String code) {
    LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(COUNT)
                    .setParameter("site", site)
                    .setParameter("month", month.toString())
                    .setParameter("code", code)
                    .setParameter("refused", 1)
                    .executeUpdate())
        .replaceWithVoid()
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "stage=ingest uncounted code=%s cause=%s", code, failure.getClass().getName()))
        .onFailure()
        .recoverWithNull();
  }
}
