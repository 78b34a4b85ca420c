package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * The capability profiles of sites, and the modules that are open at them: at once where a site is
 * accredited, reviewed by a person afterwards. Nobody waits for a review.
 */
@ApplicationScoped
class SiteModules {

  private static final String PROFILE =
      "with described as (update site set profile = :profile where id = :site returning status)"
          + " select status from described";
  private static final String OPEN =
      "insert into site_module (site, module, opened_on) select :site, m.module, cast(cast(:on as"
          + " text) as date) from site s, jsonb_array_elements_text(cast(s.profile as jsonb) ->"
          + " 'modules') as m(module) where s.id = :site on conflict do nothing";
  private static final String CLOSE =
      "delete from site_module o using site s where o.site = :site and s.id = o.site and not"
          + " jsonb_exists(cast(s.profile as jsonb) -> 'modules', o.module)";
  private static final String REVIEW =
      "update site_module set reviewed_by = :by, reviewed_on = cast(cast(:on as text) as date)"
          + " where site = :site and module = :module";

  private final Mutiny.SessionFactory sessions;
  private final SiteLifeCycle lifeCycle;
  private final Clock clock;

  SiteModules(Mutiny.SessionFactory sessions, SiteLifeCycle lifeCycle, Clock clock) {
    this.sessions = sessions;
    this.lifeCycle = lifeCycle;
    this.clock = clock;
  }

  /** Takes a site's profile; new modules of an accredited site open at once. */
  Uni<Void> describe(String site, CapabilityProfile profile) {
    return sessions.withTransaction(session -> describe(session, site, profile));
  }

  /** The same within the transaction of a registration. */
  Uni<Void> describe(Mutiny.Session session, String site, CapabilityProfile profile) {
    return session
        .createNativeQuery(PROFILE, String.class)
        .setParameter("profile", profile.stored())
        .setParameter("site", site)
        .getSingleResult()
        .map(SiteState::of)
        .flatMap(
            state ->
                state == SiteState.ACCREDITED || state == SiteState.LIVE
                    ? open(session, site)
                    : Uni.createFrom().voidItem());
  }

  /**
   * Accredits a site and opens the modules of its profile.
   *
   * @throws Fault (as failure) RG-SITE-003, RG-SITE-008
   */
  Uni<SiteState> accredit(String site, String by) {
    return sessions.withTransaction(
        session ->
            lifeCycle
                .take(session, site, SiteStep.ACCREDIT, by)
                .flatMap(state -> open(session, site).replaceWith(state)));
  }

  /**
   * Notes that somebody has looked at how a module is used at a site.
   *
   * @throws Fault (as failure) RG-SITE-013 if it is not open there
   */
  Uni<Void> review(String site, String module, String by) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(REVIEW)
                    .setParameter("by", by)
                    .setParameter("on", today())
                    .setParameter("site", site)
                    .setParameter("module", module)
                    .executeUpdate())
        .invoke(
            changed -> {
              if (changed == 0) {
                throw RegistryCode.MODULE_NOT_OPEN.with();
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> open(Mutiny.Session session, String site) {
    return session
        .createNativeQuery(CLOSE)
        .setParameter("site", site)
        .executeUpdate()
        .flatMap(
            gone ->
                session
                    .createNativeQuery(OPEN)
                    .setParameter("site", site)
                    .setParameter("on", today())
                    .executeUpdate())
        .replaceWithVoid();
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }
}
