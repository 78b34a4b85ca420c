package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every {@link SiteKeys} must do; each adapter's test says how sites come and go there. */
public abstract class SiteKeysContractTest {

  private final String site = "site-" + UUID.randomUUID().toString().substring(0, 8);

  protected abstract SiteKeys keys();

  /** Makes a site live with this public key, or adds it to those of one that is. */
  protected abstract void register(String id, ECKey publicKey);

  /** Registers a site that is on its way to live, with this public key. */
  protected abstract void join(String id, ECKey publicKey);

  /** Ends taking records of a site. */
  protected abstract void suspend(String id);

  /** Waits for an answer, on whatever thread the adapter needs. */
  protected abstract List<JWK> await(Supplier<Uni<List<JWK>>> answer) throws Throwable;

  private List<JWK> keysOf(String id) {
    try {
      return await(() -> keys().liveKeysOf(id));
    } catch (Throwable e) {
      throw new AssertionError("no answer", e);
    }
  }

  private static ECKey newKey() throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).generate();
  }

  @Test
  void keyOfALiveSiteIsThePublicKeyItRegistered() throws JOSEException {
    ECKey key = newKey();
    register(site, key.toPublicJWK());
    register(site + "-2", newKey().toPublicJWK());
    List<JWK> found = keysOf(site);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).isPrivate()).isFalse();
    assertThat(found.get(0).computeThumbprint()).isEqualTo(key.computeThumbprint());
    assertThat(found.get(0).getKeyID()).isEqualTo(key.computeThumbprint().toString());
    assertThat(keysOf(site)).isEqualTo(found).isNotEqualTo(keysOf(site + "-2"));
  }

  @Test
  void severalKeysAreKnownByTheirNames() throws JOSEException {
    register(site, new ECKey.Builder(newKey().toPublicJWK()).keyID("one").build());
    register(site, new ECKey.Builder(newKey().toPublicJWK()).keyID("two").build());
    assertThat(keysOf(site)).extracting(JWK::getKeyID).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void siteThatIsNotRegisteredHasNoKey() {
    assertThat(keysOf(site)).isEmpty();
    assertThat(keysOf("")).isEmpty();
  }

  @Test
  void siteThatIsNoLongerLiveHasNoKey() throws JOSEException {
    register(site, newKey().toPublicJWK());
    suspend(site);
    assertThat(keysOf(site)).isEmpty();
  }

  @Test
  void siteOnItsWayHasItsKeysAndIsNotLive() throws JOSEException {
    ECKey key = newKey();
    join(site, key.toPublicJWK());
    assertThat(keysOf(site)).isEmpty();
    assertThat(awaitAny(() -> keys().joiningKeysOf(site))).hasSize(1);
    assertThat(awaitAny(() -> keys().keysOf(site).map(SiteKeys.Known::keys))).hasSize(1);
    suspend(site);
    assertThat(awaitAny(() -> keys().keysOf(site).map(SiteKeys.Known::keys))).isEmpty();
  }

  @Test
  void liveSiteIsNotOnItsWay() throws JOSEException {
    register(site, newKey().toPublicJWK());
    assertThat(awaitAny(() -> keys().joiningKeysOf(site))).isEmpty();
    assertThat(awaitAny(() -> keys().keysOf(site).map(SiteKeys.Known::keys))).hasSize(1);
  }

  private List<JWK> awaitAny(Supplier<Uni<List<JWK>>> answer) {
    try {
      return await(answer);
    } catch (Throwable e) {
      throw new AssertionError("no answer", e);
    }
  }

  @Test
  void idIsTakenLetterByLetter() throws JOSEException {
    register(site, newKey().toPublicJWK());
    assertThat(keysOf(site.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    assertThat(keysOf(site + " ")).isEmpty();
  }
}
