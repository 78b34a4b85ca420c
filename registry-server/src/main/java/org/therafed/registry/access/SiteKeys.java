package org.therafed.registry.access;

import io.smallrye.mutiny.Uni;

/** Port: the keys that sites sign with. Onboarding implements it. */
public interface SiteKeys {

  /**
   * The public key of a site whose records are taken, as a JSON Web Key (RFC 7517).
   *
   * @return null for a site that is not registered or no longer live
   */
  Uni<String> liveKeyOf(String site);
}
