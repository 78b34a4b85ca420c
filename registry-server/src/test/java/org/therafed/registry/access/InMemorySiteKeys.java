package org.therafed.registry.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of sites in memory, for tests of what asks for them. */
final class InMemorySiteKeys implements SiteKeys {

  private final Map<String, List<JWK>> live = new ConcurrentHashMap<>();

  private final Map<String, List<JWK>> joining = new ConcurrentHashMap<>();

  InMemorySiteKeys with(String site, ECKey publicKey) {
    try {
      JWK key = publicKey.toPublicJWK();
      JWK named =
          key.getKeyID() == null
              ? new ECKey.Builder(key.toECKey()).keyIDFromThumbprint().build()
              : key;
      live.computeIfAbsent(site, id -> new ArrayList<>()).add(named);
      return this;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A site that is not live yet. */
  InMemorySiteKeys withJoining(String site, ECKey publicKey) {
    with(site, publicKey);
    joining.put(site, live.remove(site));
    return this;
  }

  void remove(String site) {
    live.remove(site);
    joining.remove(site);
  }

  @Override
  public Uni<List<JWK>> joiningKeysOf(String site) {
    return Uni.createFrom().item(List.copyOf(joining.getOrDefault(site, List.of())));
  }

  @Override
  public Uni<List<JWK>> liveKeysOf(String site) {
    return Uni.createFrom().item(List.copyOf(live.getOrDefault(site, List.of())));
  }
}
