package org.therafed.registry.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.fault.RegistryCode;

/** Where all sites stand, invited ones among them; and what an administrator does about it. */
@ApplicationScoped
public class SiteBoard {

  private static final String STANDING =
      "select s.id, s.name, s.status, coalesce(cast(s.last_seen as text), ''), s.profile, (select"
          + " coalesce(cast(jsonb_agg(jsonb_build_object('id', m.module, 'on', m.opened_on, 'by',"
          + " coalesce(m.reviewed_by, ''), 'reviewed', coalesce(cast(m.reviewed_on as text), ''))"
          + " order by m.module) as text), '[]') from site_module m where m.site = s.id),"
          + " coalesce((select case when c.passed then 'passed' else 'failed' end from"
          + " conformance_run c where c.site = s.id order by c.number desc limit 1), 'not-run')"
          + " from site s where :site in ('', s.id) order by s.id";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Mutiny.SessionFactory sessions;
  private final Invitations invitations;
  private final SiteLifeCycle lifeCycle;
  private final SiteModules modules;

  SiteBoard(
      Mutiny.SessionFactory sessions,
      Invitations invitations,
      SiteLifeCycle lifeCycle,
      SiteModules modules) {
    this.sessions = sessions;
    this.invitations = invitations;
    this.lifeCycle = lifeCycle;
    this.modules = modules;
  }

  /** All sites and open invitations, by site id. */
  public Uni<List<SiteStanding>> all() {
    return standings("")
        .flatMap(
            registered ->
                invitations
                    .open()
                    .map(
                        open -> {
                          List<SiteStanding> all = new ArrayList<>(registered);
                          open.stream()
                              .filter(one -> registered.stream().noneMatch(isOf(one)))
                              .map(SiteStanding::invited)
                              .forEach(all::add);
                          all.sort(Comparator.comparing(SiteStanding::site));
                          return List.copyOf(all);
                        }));
  }

  private static Predicate<SiteStanding> isOf(Invitations.Open invitation) {
    return standing -> standing.site().equals(invitation.site());
  }

  /**
   * One site.
   *
   * @throws org.therafed.profiles.outcome.Fault (as failure) RG-SITE-003 if it is not registered
   */
  public Uni<SiteStanding> of(String site) {
    return standings(site)
        .map(found -> found.stream().findFirst().orElseThrow(RegistryCode.SITE_UNKNOWN::with));
  }

  /** Accredits a site that has passed its conformance run: RG-SITE-008 for any other. */
  public Uni<Void> accredit(String site, String account) {
    return modules.accredit(site, "account " + account).replaceWithVoid();
  }

  /** Makes an accredited site live. */
  public Uni<Void> goLive(String site, String account) {
    return lifeCycle.take(site, SiteStep.GO_LIVE, "account " + account).replaceWithVoid();
  }

  /** Takes nothing more from a site. */
  public Uni<Void> suspend(String site, String account) {
    return lifeCycle.take(site, SiteStep.SUSPEND, "account " + account).replaceWithVoid();
  }

  /** Ends a suspension. */
  public Uni<Void> resume(String site, String account) {
    return lifeCycle.take(site, SiteStep.RESUME, "account " + account).replaceWithVoid();
  }

  /** Notes that a module was looked at; RG-SITE-013 if it is not open there. */
  public Uni<Void> review(String site, String module, String account) {
    return modules.review(site, module, account);
  }

  /** Withdraws an invitation; RG-SITE-011 if there is none. */
  public Uni<Void> withdraw(String site) {
    return invitations.withdraw(site);
  }

  private Uni<List<SiteStanding>> standings(String site) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(STANDING, Object[].class)
                .setParameter("site", site)
                .getResultList()
                .map(rows -> rows.stream().map(SiteBoard::standing).toList()));
  }

  private static SiteStanding standing(Object[] row) {
    return SiteStanding.of(
        (String) row[0],
        (String) row[1],
        SiteState.of((String) row[2]),
        (String) row[3],
        CapabilityProfile.of((String) row[4]),
        modules((String) row[5]),
        (String) row[6]);
  }

  private static List<SiteStanding.OpenModule> modules(String stored) {
    List<SiteStanding.OpenModule> modules = new ArrayList<>();
    try {
      for (JsonNode module : JSON.readTree(stored)) {
        modules.add(
            new SiteStanding.OpenModule(
                module.path("id").asText(),
                module.path("on").asText(),
                module.path("by").asText(),
                module.path("reviewed").asText()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL writes JSON.", e);
    }
    return List.copyOf(modules);
  }
}
