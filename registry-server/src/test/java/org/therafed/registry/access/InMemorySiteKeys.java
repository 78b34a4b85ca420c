package org.therafed.registry.access;

import com.nimbusds.jose.jwk.ECKey;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of sites in memory, for tests of what asks for them. */
final class InMemorySiteKeys implements SiteKeys {

  private final Map<String, String> live = new ConcurrentHashMap<>();

  InMemorySiteKeys with(String site, ECKey publicKey) {
    live.put(site, publicKey.toPublicJWK().toJSONString());
    return this;
  }

  void remove(String site) {
    live.remove(site);
  }

  @Override
  public Uni<String> liveKeyOf(String site) {
    return Uni.createFrom().item(live.get(site));
  }
}
