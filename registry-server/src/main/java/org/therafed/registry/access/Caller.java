package org.therafed.registry.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.therafed.profiles.identifier.SiteId;

/** The site that sends the present request; set by {@link AccessFilter} only. */
@RequestScoped
public class Caller {

  private SiteId site;

  /** The site of a route with rule {@code SITE}. */
  public SiteId site() {
    if (site == null) {
      throw new IllegalStateException("The route's rule is not SITE.");
    }
    return site;
  }

  /** The site, where one has proved itself. */
  public Optional<SiteId> known() {
    return Optional.ofNullable(site);
  }

  void setSite(SiteId site) {
    this.site = site;
  }
}
