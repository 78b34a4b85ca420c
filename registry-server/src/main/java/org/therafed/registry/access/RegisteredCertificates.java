package org.therafed.registry.access;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Port: the TLS certificates that sites have registered. Onboarding implements it. */
public interface RegisteredCertificates {

  /**
   * Thumbprints ({@code x5t#S256}) of a site's certificates, read anew each time.
   *
   * @return none: the site has registered none, and is known by any connection
   */
  Uni<List<String>> of(String site);
}
