package org.therafed.gateway.support;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.RegistryProtocolContractTest;

class FakeRegistryTest extends RegistryProtocolContractTest {

  private FakeRegistry fake;
  private URI address;

  @BeforeEach
  void start() {
    fake = FakeRegistry.start(0);
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
    return "not looked at";
  }
}
