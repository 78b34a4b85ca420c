package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a site may send by its capability profile. */
@ApplicationScoped
public class SiteCapabilities {

  /** Modules that are open; no row where the profile names none. A null: named, and none open. */
  private static final String OPEN =
      "select m.module from site s left join site_module m on m.site = s.id where s.id = :site and"
          + " jsonb_array_length(coalesce(cast(s.profile as jsonb) -> 'modules', '[]')) > 0";

  private final Mutiny.SessionFactory sessions;

  SiteCapabilities(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** The modules that may come of a site; empty: its profile names none, and any may. */
  public Uni<Optional<Set<String>>> modules(String site) {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(OPEN, String.class)
                    .setParameter("site", site)
                    .getResultList())
        .map(
            rows -> {
              Set<String> open = new TreeSet<>();
              rows.stream().filter(module -> module != null).forEach(open::add);
              return rows.isEmpty() ? Optional.empty() : Optional.of(open);
            });
  }
}
