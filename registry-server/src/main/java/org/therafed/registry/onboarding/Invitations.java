package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;

/**
 * Invitations of hospitals: a code that is shown once, ends, and registers one site. Another
 * invitation of the same site takes the place of the one before.
 */
@ApplicationScoped
public class Invitations {

  private static final int MOST_DAYS = 90;

  private static final String REGISTERED = "select count(*) from site where id = :site";
  private static final String WITHDRAW = "delete from invitation where site = :site and not used";
  private static final String MAKE =
      "insert into invitation (sha256, site, name, made_by, ends_at) values (:sha256, :site, :name,"
          + " :by, cast(cast(:ends as text) as timestamptz))";
  private static final String OPEN =
      "select site, name, made_by, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD'),"
          + " ends_at > cast(cast(:now as text) as timestamptz) from invitation where not used"
          + " order by site";
  private static final String USE =
      "update invitation set used = true where sha256 = :sha256 and site = :site and not used and"
          + " ends_at > cast(cast(:now as text) as timestamptz)";
  private static final String NAME =
      "select name from invitation where sha256 = :sha256 and site = :site and used";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Invitations(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** An invitation with its code, which is shown here and never again. */
  public record Made(String site, String name, String code, Instant endsAt) {}

  /**
   * One that was not used yet.
   *
   * @param madeBy account of who made it
   * @param inForce whether it has not ended
   */
  public record Open(String site, String name, String madeBy, String endsAt, boolean inForce) {}

  /**
   * Invites a site.
   *
   * @param name of the hospital, 1 to 200 characters
   * @param days until it ends, 1 to 90
   * @throws Fault (as failure) RG-SITE-009
   */
  public Uni<Made> make(SiteId site, String name, int days, String by) {
    if (name.isBlank() || name.length() > 200) {
      throw invalid(new Phrase("the name is missing or too long", "名称缺失或过长"));
    }
    if (days < 1 || days > MOST_DAYS) {
      throw invalid(new Phrase("the days are not 1 to 90", "天数不在 1 至 90 之间"));
    }
    String code = InvitationCode.make(random);
    Instant ends = clock.instant().plus(Duration.ofDays(days));
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(REGISTERED, Long.class)
                    .setParameter("site", site.value())
                    .getSingleResult()
                    .invoke(Invitations::requireNone)
                    .flatMap(free -> remove(session, site.value()))
                    .flatMap(
                        gone ->
                            session
                                .createNativeQuery(MAKE)
                                .setParameter("sha256", InvitationCode.digest(code))
                                .setParameter("site", site.value())
                                .setParameter("name", name.strip())
                                .setParameter("by", by)
                                .setParameter("ends", ends.toString())
                                .executeUpdate()))
        .replaceWith(new Made(site.value(), name.strip(), code, ends));
  }

  private static void requireNone(long registered) {
    if (registered > 0) {
      throw invalid(new Phrase("the site is registered already", "该站点已登记"));
    }
  }

  /** Invitations that were not used, ended ones among them. */
  public Uni<List<Open>> open() {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(OPEN, Object[].class)
                .setParameter("now", clock.instant().toString())
                .getResultList()
                .map(
                    rows ->
                        rows.stream()
                            .map(
                                row ->
                                    new Open(
                                        (String) row[0],
                                        (String) row[1],
                                        (String) row[2],
                                        (String) row[3],
                                        (Boolean) row[4]))
                            .toList()));
  }

  /**
   * Withdraws the invitation of a site.
   *
   * @throws Fault (as failure) RG-SITE-011 if it has none
   */
  Uni<Void> withdraw(String site) {
    return sessions
        .withTransaction(session -> remove(session, site))
        .invoke(
            removed -> {
              if (removed == 0) {
                throw RegistryCode.INVITATION_UNKNOWN.with();
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Integer> remove(Mutiny.Session session, String site) {
    return session.createNativeQuery(WITHDRAW).setParameter("site", site).executeUpdate();
  }

  /**
   * Uses a code within the transaction that registers the site.
   *
   * @return the hospital's name
   * @throws Fault (as failure) RG-SITE-010 whatever is wrong with it
   */
  Uni<String> use(Mutiny.Session session, SiteId site, String code) {
    return session
        .createNativeQuery(USE)
        .setParameter("sha256", InvitationCode.digest(code))
        .setParameter("site", site.value())
        .setParameter("now", clock.instant().toString())
        .executeUpdate()
        .flatMap(
            used -> {
              if (used == 0) {
                throw RegistryCode.INVITATION_REFUSED.with();
              }
              return usedBefore(session, site, code).map(Optional::orElseThrow);
            });
  }

  /** The name with a code that has registered this site; empty for any other. */
  Uni<Optional<String>> usedBefore(Mutiny.Session session, SiteId site, String code) {
    return session
        .createNativeQuery(NAME, String.class)
        .setParameter("sha256", InvitationCode.digest(code))
        .setParameter("site", site.value())
        .getResultList()
        .map(found -> found.stream().findFirst());
  }

  private static Fault invalid(Phrase reason) {
    return RegistryCode.INVITATION_INVALID.with(Fault.safe("reason", reason));
  }
}
