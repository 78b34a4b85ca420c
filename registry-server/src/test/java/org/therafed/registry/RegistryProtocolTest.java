package org.therafed.registry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.RegistryProtocolContractTest;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class RegistryProtocolTest extends RegistryProtocolContractTest {

  @TestHTTPResource("/")
  URI address;

  private final Map<SiteId, TestSite> sites = new HashMap<>();

  @Override
  protected URI registry() {
    return address;
  }

  @Override
  protected SiteId newSite() {
    TestSite site = TestSite.registered("a");
    SiteId id = new SiteId(site.id());
    sites.put(id, site);
    return id;
  }

  @Override
  protected String token(SiteId site) {
    return sites.get(site).token();
  }

  @Override
  protected String assertion(SiteId site) {
    return sites.get(site).assertion(address.resolve("/token").toString());
  }
}
