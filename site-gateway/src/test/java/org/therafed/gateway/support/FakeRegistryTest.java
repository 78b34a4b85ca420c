package org.therafed.gateway.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.RegistryProtocolContractTest;

class FakeRegistryTest extends RegistryProtocolContractTest {

  private static final ECKey KEY = key();

  private FakeRegistry fake;
  private URI address;

  @BeforeEach
  void start() {
    fake = FakeRegistry.start(0);
    fake.register(KEY);
    address = URI.create("http://127.0.0.1:" + fake.port());
  }

  @AfterEach
  void end() {
    fake.close();
  }

  @Override
  protected URI registry() {
    return address;
  }

  @Override
  protected SiteId newSite() {
    return new SiteId("site");
  }

  @Override
  protected String token(SiteId site) {
    return signed(site, "therafed-registry");
  }

  @Override
  protected String assertion(SiteId site) {
    return signed(site, address + "/token");
  }

  private static String signed(SiteId site, String audience) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(site.value())
                .subject(site.value())
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .build());
    try {
      jwt.sign(new ECDSASigner(KEY));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("key").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
