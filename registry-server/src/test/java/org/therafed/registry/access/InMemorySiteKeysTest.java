package org.therafed.registry.access;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

class InMemorySiteKeysTest extends SiteKeysContractTest {

  private final InMemorySiteKeys keys = new InMemorySiteKeys();

  @Override
  protected SiteKeys keys() {
    return keys;
  }

  @Override
  protected List<JWK> await(Supplier<Uni<List<JWK>>> answer) {
    return answer.get().await().indefinitely();
  }

  @Override
  protected void register(String id, ECKey publicKey) {
    keys.with(id, publicKey);
  }

  @Override
  protected void join(String id, ECKey publicKey) {
    keys.withJoining(id, publicKey);
  }

  @Override
  protected void suspend(String id) {
    keys.remove(id);
  }
}
