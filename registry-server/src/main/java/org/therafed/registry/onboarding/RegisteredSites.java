package org.therafed.registry.onboarding;

import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.access.SiteKeys;

/** The keys of the registered sites, from the database. */
@ApplicationScoped
public class RegisteredSites implements SiteKeys {

  private static final String LIVE_KEYS =
      "select k.jwk from site_key k join site s on s.id = k.site where s.id = :site and s.status ="
          + " 'live' order by k.added_at, k.kid";
  private static final String JOINING_KEYS =
      "select k.jwk from site_key k join site s on s.id = k.site where s.id = :site and s.status in"
          + " ('registered', 'tested', 'accredited') order by k.added_at, k.kid";

  private final Mutiny.SessionFactory sessions;

  RegisteredSites(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<List<JWK>> liveKeysOf(String site) {
    return keys(LIVE_KEYS, site);
  }

  @Override
  public Uni<List<JWK>> joiningKeysOf(String site) {
    return keys(JOINING_KEYS, site);
  }

  private Uni<List<JWK>> keys(String sql, String site) {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(sql, String.class)
                    .setParameter("site", site)
                    .getResultList())
        .map(found -> found.stream().map(RegisteredSites::key).toList());
  }

  private static JWK key(String stored) {
    try {
      return JWK.parse(stored);
    } catch (ParseException e) {
      throw new IllegalStateException("A key was stored that is none.", e);
    }
  }
}
