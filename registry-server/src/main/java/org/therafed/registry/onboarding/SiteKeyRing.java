package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.onboarding.PublicKeys.PublicKey;

/**
 * Adds and removes the keys of a site. While two stand side by side either signs, so that a key is
 * replaced without a pause: add, use, remove.
 */
@ApplicationScoped
public class SiteKeyRing {

  /** Changes of one site's keys go one after the other. */
  private static final String LOCK = "select id from site where id = :site for update";

  private static final String KEYS =
      "select kid, thumbprint, cast(added_at as text) from site_key where site = :site order by"
          + " added_at, kid";
  private static final String ADD =
      "insert into site_key (site, thumbprint, kid, jwk, added_at) values (:site, :thumbprint,"
          + " :kid, :jwk, cast(cast(:at as text) as timestamptz))";
  private static final String REMOVE =
      "delete from site_key where site = :site and thumbprint = :thumbprint";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  SiteKeyRing(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** A registered key as it is shown. */
  public record Listed(String kid, String thumbprint, String addedAt) {}

  /**
   * The keys of a site.
   *
   * @throws Fault (as failure) RG-SITE-003 if it is not registered
   */
  Uni<List<Listed>> of(String site) {
    return sessions.withTransaction(session -> locked(session, site));
  }

  /**
   * Adds keys; those that are there already change nothing.
   *
   * @return all keys of the site
   * @throws Fault (as failure) RG-SITE-005 if there would be more than eight, or another key has
   *     the same kid
   */
  Uni<List<Listed>> add(String site, List<PublicKey> keys) {
    return sessions.withTransaction(
        session ->
            locked(session, site)
                .flatMap(present -> insert(session, site, missing(present, keys), present.size()))
                .flatMap(done -> list(session, site)));
  }

  /** Adds the first keys of a site within the transaction of its registration. */
  Uni<Void> first(Mutiny.Session session, String site, List<PublicKey> keys) {
    return insert(session, site, keys, 0);
  }

  /** Whether all these keys are a site's. */
  static Uni<Boolean> hasAll(Mutiny.Session session, String site, List<PublicKey> keys) {
    return list(session, site)
        .map(
            present ->
                keys.stream()
                    .allMatch(
                        key ->
                            present.stream()
                                .anyMatch(one -> one.thumbprint().equals(key.thumbprint()))));
  }

  /**
   * Removes a key, and with it the access tokens that it obtained.
   *
   * @param by thumbprint of the key that asks for it, which is not removed; empty: nobody's
   * @return the keys that are left
   * @throws Fault (as failure) RG-SITE-006 if there is no such key, RG-SITE-005 if it is the last
   *     or the one that asks
   */
  Uni<List<Listed>> remove(String site, String kid, String by) {
    return sessions.withTransaction(
        session ->
            locked(session, site)
                .flatMap(
                    present ->
                        session
                            .createNativeQuery(REMOVE)
                            .setParameter("site", site)
                            .setParameter("thumbprint", removable(present, kid, by))
                            .executeUpdate())
                .flatMap(done -> list(session, site)));
  }

  private static String removable(List<Listed> present, String kid, String by) {
    String thumbprint =
        present.stream()
            .filter(key -> key.kid().equals(kid))
            .map(Listed::thumbprint)
            .findFirst()
            .orElseThrow(RegistryCode.KEY_UNKNOWN::with);
    if (thumbprint.equals(by)) {
      throw conflict("a key does not remove itself", "密钥不能移除自身");
    }
    if (present.size() == 1) {
      throw conflict("it is the last one; suspend the site instead", "这是最后一个密钥；请改为暂停该站点");
    }
    return thumbprint;
  }

  private static List<PublicKey> missing(List<Listed> present, List<PublicKey> keys) {
    List<PublicKey> missing =
        keys.stream()
            .filter(
                key -> present.stream().noneMatch(one -> one.thumbprint().equals(key.thumbprint())))
            .toList();
    if (missing.stream()
        .anyMatch(key -> present.stream().anyMatch(one -> one.kid().equals(key.kid())))) {
      throw conflict("another key has the same kid", "另一密钥使用了相同的 kid");
    }
    return missing;
  }

  private Uni<Void> insert(Mutiny.Session session, String site, List<PublicKey> keys, int present) {
    if (present + keys.size() > PublicKeys.MOST) {
      throw conflict("there would be more than 8", "将多于 8 个");
    }
    Uni<Void> done = Uni.createFrom().voidItem();
    for (PublicKey key : keys) {
      done =
          done.flatMap(
              before ->
                  session
                      .createNativeQuery(ADD)
                      .setParameter("site", site)
                      .setParameter("thumbprint", key.thumbprint())
                      .setParameter("kid", key.kid())
                      .setParameter("jwk", key.jwk())
                      .setParameter("at", clock.instant().toString())
                      .executeUpdate()
                      .replaceWithVoid());
    }
    return done;
  }

  private static Uni<List<Listed>> locked(Mutiny.Session session, String site) {
    return session
        .createNativeQuery(LOCK, String.class)
        .setParameter("site", site)
        .getSingleResultOrNull()
        .flatMap(
            found -> {
              if (found == null) {
                throw RegistryCode.SITE_UNKNOWN.with();
              }
              return list(session, site);
            });
  }

  private static Uni<List<Listed>> list(Mutiny.Session session, String site) {
    return session
        .createNativeQuery(KEYS, Object[].class)
        .setParameter("site", site)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Listed((String) row[0], (String) row[1], (String) row[2]))
                    .toList());
  }

  private static Fault conflict(String english, String chinese) {
    return RegistryCode.KEY_CONFLICT.with(Fault.safe("reason", new Phrase(english, chinese)));
  }
}
