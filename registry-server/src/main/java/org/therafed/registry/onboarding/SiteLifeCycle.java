package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/** Takes the steps of sites, one after the other, and keeps who took each. */
@ApplicationScoped
class SiteLifeCycle {

  private static final String LOCK =
      "select status, coalesce(resumes, '') from site where id = :site for update";
  private static final String CHANGE =
      "update site set status = :state, resumes = nullif(:resumes, '') where id = :site";
  private static final String NOTE =
      "insert into site_event (site, state, before, actor, happened) values (:site, :state,"
          + " :before, :actor, cast(cast(:at as text) as timestamptz))";
  private static final String HISTORY =
      "select state, before, actor, cast(happened as text) from site_event where site = :site"
          + " order by id";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  SiteLifeCycle(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * A change of state.
   *
   * @param before state before; {@code invited} or empty at registration
   * @param actor account or site that made it
   */
  public record Change(String state, String before, String actor, String at) {}

  /**
   * Takes a step; one that was taken before changes nothing.
   *
   * @throws Fault (as failure) RG-SITE-003 if the site is not registered, RG-SITE-008 if its state
   *     does not allow the step
   */
  Uni<SiteState> take(String site, SiteStep step, String actor) {
    return sessions.withTransaction(session -> take(session, site, step, actor));
  }

  /** The same within a transaction that does more. */
  Uni<SiteState> take(Mutiny.Session session, String site, SiteStep step, String actor) {
    return session
        .createNativeQuery(LOCK, Object[].class)
        .setParameter("site", site)
        .getSingleResultOrNull()
        .flatMap(
            row -> {
              if (row == null) {
                throw RegistryCode.SITE_UNKNOWN.with();
              }
              SiteState state = SiteState.of((String) row[0]);
              Optional<SiteState> resumes =
                  Optional.of((String) row[1]).filter(text -> !text.isEmpty()).map(SiteState::of);
              SiteState next = step.taken(state, resumes);
              return next == state
                  ? Uni.createFrom().item(state)
                  : change(session, site, state, next, actor).replaceWith(next);
            });
  }

  /** Notes the first state of a site. */
  Uni<Void> begin(
      Mutiny.Session session, String site, String before, SiteState state, String actor) {
    return note(session, site, before, state, actor);
  }

  /** All changes of a site's state, oldest first. */
  Uni<List<Change>> history(String site) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(HISTORY, Object[].class)
                .setParameter("site", site)
                .getResultList()
                .map(
                    rows ->
                        rows.stream()
                            .map(
                                row ->
                                    new Change(
                                        (String) row[0],
                                        (String) row[1],
                                        (String) row[2],
                                        (String) row[3]))
                            .toList()));
  }

  private Uni<Void> change(
      Mutiny.Session session, String site, SiteState before, SiteState next, String actor) {
    return session
        .createNativeQuery(CHANGE)
        .setParameter("state", next.code())
        .setParameter("resumes", next == SiteState.SUSPENDED ? before.code() : "")
        .setParameter("site", site)
        .executeUpdate()
        .flatMap(done -> note(session, site, before.code(), next, actor));
  }

  private Uni<Void> note(
      Mutiny.Session session, String site, String before, SiteState state, String actor) {
    return session
        .createNativeQuery(NOTE)
        .setParameter("site", site)
        .setParameter("state", state.code())
        .setParameter("before", before)
        .setParameter("actor", actor)
        .setParameter("at", clock.instant().toString())
        .executeUpdate()
        .replaceWithVoid();
  }
}
