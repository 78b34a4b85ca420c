package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.access.SiteKeys;

/** The keys of the registered sites, from the database. */
@ApplicationScoped
public class RegisteredSites implements SiteKeys {

  private final Mutiny.SessionFactory sessions;

  RegisteredSites(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public Uni<String> liveKeyOf(String site) {
    return sessions
        .withSession(session -> session.find(Site.class, site))
        .map(found -> found == null || !found.isLive() ? null : found.jwk());
  }
}
