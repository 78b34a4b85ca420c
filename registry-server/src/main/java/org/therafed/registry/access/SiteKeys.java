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

  /**
   * The same of a site on its way: registered, tested or accredited, and not live yet.
   *
   * @return none for a site that is not registered, live or suspended
   */
  Uni<List<JWK>> joiningKeysOf(String site);

  /**
   * Keys of a site that may speak.
   *
   * @param live whether its records are taken
   * @param keys none for a site that is not registered or suspended
   */
  record Known(boolean live, List<JWK> keys) {}

  /** The keys of a site that is live or on its way. */
  default Uni<Known> keysOf(String site) {
    return liveKeysOf(site)
        .flatMap(
            live ->
                live.isEmpty()
                    ? joiningKeysOf(site).map(joining -> new Known(false, joining))
                    : Uni.createFrom().item(new Known(true, live)));
  }
}
