package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.onboarding.PublicKeys.PublicKey;

/**
 * Registers sites: by an invitation, which begins the way to live, or by an administrator, who
 * vouches for the site and makes it live at once.
 */
@ApplicationScoped
class SiteRegistration {

  private final Mutiny.SessionFactory sessions;
  private final Invitations invitations;
  private final SiteKeyRing keys;
  private final SiteLifeCycle lifeCycle;
  private final SiteModules modules;
  private final Clock clock;

  SiteRegistration(
      Mutiny.SessionFactory sessions,
      Invitations invitations,
      SiteKeyRing keys,
      SiteLifeCycle lifeCycle,
      SiteModules modules,
      Clock clock) {
    this.sessions = sessions;
    this.invitations = invitations;
    this.keys = keys;
    this.lifeCycle = lifeCycle;
    this.modules = modules;
    this.clock = clock;
  }

  /** A registered site, and whether it is so only now. */
  record Registered(Site site, boolean fresh) {}

  /**
   * Registers an invited site; the same again, as after a lost answer, changes nothing.
   *
   * @throws Fault (as failure) RG-SITE-010
   */
  Uni<Registered> byInvitation(
      SiteId id, String code, List<PublicKey> given, CapabilityProfile profile) {
    return sessions.withTransaction(
        session ->
            session
                .find(Site.class, id.value())
                .flatMap(
                    existing ->
                        existing == null
                            ? invitations
                                .use(session, id, code)
                                .flatMap(
                                    name -> {
                                      Site site =
                                          new Site(
                                              id.value(),
                                              name,
                                              SiteState.REGISTERED,
                                              clock.instant());
                                      return persist(
                                          session, site, given, profile, "invited", "site " + id);
                                    })
                            : again(session, existing, id, code, given)));
  }

  private Uni<Registered> again(
      Mutiny.Session session, Site existing, SiteId id, String code, List<PublicKey> given) {
    return invitations
        .usedBefore(session, id, code)
        .flatMap(
            name ->
                name.isEmpty()
                    ? Uni.createFrom().item(false)
                    : SiteKeyRing.hasAll(session, id.value(), given))
        .map(
            same -> {
              if (!same) {
                throw RegistryCode.INVITATION_REFUSED.with();
              }
              return new Registered(existing, false);
            });
  }

  /**
   * Registers a site that an administrator vouches for; the same again changes nothing.
   *
   * @throws Fault (as failure) RG-SITE-002 if it is registered with other keys
   */
  Uni<Registered> byAdministrator(SiteId id, String name, List<PublicKey> given, String by) {
    return sessions.withTransaction(
        session ->
            session
                .find(Site.class, id.value())
                .flatMap(
                    existing ->
                        existing == null
                            ? persist(
                                session,
                                new Site(id.value(), name, SiteState.LIVE, clock.instant()),
                                given,
                                CapabilityProfile.none(),
                                "",
                                by)
                            : SiteKeyRing.hasAll(session, id.value(), given)
                                .map(
                                    same -> {
                                      if (!same) {
                                        throw RegistryCode.SITE_EXISTS.with();
                                      }
                                      return new Registered(existing, false);
                                    })));
  }

  private Uni<Registered> persist(
      Mutiny.Session session,
      Site site,
      List<PublicKey> given,
      CapabilityProfile profile,
      String before,
      String actor) {
    return session
        .persist(site)
        .flatMap(stored -> session.flush())
        .flatMap(stored -> keys.first(session, site.id(), given))
        .flatMap(stored -> modules.describe(session, site.id(), profile))
        .flatMap(
            stored ->
                lifeCycle.begin(session, site.id(), before, SiteState.of(site.status()), actor))
        .replaceWith(new Registered(site, true));
  }
}
