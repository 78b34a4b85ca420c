package org.therafed.registry.access;

import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Port: the keys that sites sign with. Onboarding implements it. */
public interface SiteKeys {

  /**
   * The public keys of a site whose records are taken, each with a {@code kid} of its own. A key
   * that was removed is not among them from the next question on.
   *
   * @return none for a site that is not registered or no longer live
   */
  Uni<List<JWK>> liveKeysOf(String site);
}
