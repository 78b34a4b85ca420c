package org.therafed.registry.flow;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.registry.ingest.Transfers;
import org.therafed.registry.ingest.TransfersContractTest;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class IngestFlowTest extends TransfersContractTest {

  @Inject IngestFlow flow;

  @Override
  protected Transfers transfers() {
    return flow;
  }

  @Override
  protected SiteId newSite() {
    return new SiteId(TestSite.registered("a").id());
  }
}
