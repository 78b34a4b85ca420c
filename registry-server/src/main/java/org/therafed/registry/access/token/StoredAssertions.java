package org.therafed.registry.access.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.identifier.SiteId;

/**
 * Used assertions in the database, so that a restart and every other process of the registry know
 * them. A row names nobody: it is a hash and the end of its assertion.
 */
@ApplicationScoped
class StoredAssertions implements UsedAssertions {

  /** Expired rows go a few at a time, past those that somebody else is removing. */
  private static final String USE =
      "with swept as (delete from used_assertion where id in (select id from used_assertion where"
          + " forget_at < cast(cast(:now as text) as timestamptz) limit 100 for update skip locked))"
          + " insert into used_assertion (id, forget_at) values (:id, cast(cast(:forget as text) as"
          + " timestamptz)) on conflict (id) do nothing";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  StoredAssertions(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public Uni<Boolean> isFirstUse(SiteId site, String jti, Instant forget) {
    // A site id has no space, so that no two pairs are one text.
    String id = Sha256.of(site.value() + " " + jti);
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(USE)
                .setParameter("now", clock.instant().toString())
                .setParameter("id", id)
                .setParameter("forget", forget.toString())
                .executeUpdate()
                .map(inserted -> inserted == 1));
  }
}
