package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.smallrye.mutiny.Uni;
import java.text.ParseException;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every {@link SiteKeys} must do; each adapter's test says how sites come and go there. */
public abstract class SiteKeysContractTest {

  private final String site = "site-" + UUID.randomUUID().toString().substring(0, 8);

  protected abstract SiteKeys keys();

  /** Makes a site live with this public key. */
  protected abstract void register(String id, ECKey publicKey);

  /** Ends taking records of a site. */
  protected abstract void suspend(String id);

  /** Waits for an answer, on whatever thread the adapter needs. */
  protected abstract String await(Supplier<Uni<String>> answer) throws Throwable;

  private String keyOf(String id) {
    try {
      return await(() -> keys().liveKeyOf(id));
    } catch (Throwable e) {
      throw new AssertionError("no answer", e);
    }
  }

  private static ECKey newKey() throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).generate();
  }

  @Test
  void keyOfALiveSiteIsThePublicKeyItRegistered() throws JOSEException, ParseException {
    ECKey key = newKey();
    register(site, key.toPublicJWK());
    register(site + "-2", newKey().toPublicJWK());
    ECKey found = ECKey.parse(keyOf(site));
    assertThat(found.isPrivate()).isFalse();
    assertThat(found.computeThumbprint()).isEqualTo(key.computeThumbprint());
    assertThat(keyOf(site)).isEqualTo(keyOf(site)).isNotEqualTo(keyOf(site + "-2"));
  }

  @Test
  void siteThatIsNotRegisteredHasNoKey() {
    assertThat(keyOf(site)).isNull();
    assertThat(keyOf("")).isNull();
  }

  @Test
  void siteThatIsNoLongerLiveHasNoKey() throws JOSEException {
    register(site, newKey().toPublicJWK());
    suspend(site);
    assertThat(keyOf(site)).isNull();
  }

  @Test
  void idIsTakenLetterByLetter() throws JOSEException {
    register(site, newKey().toPublicJWK());
    assertThat(keyOf(site.toUpperCase(java.util.Locale.ROOT))).isNull();
    assertThat(keyOf(site + " ")).isNull();
  }
}
