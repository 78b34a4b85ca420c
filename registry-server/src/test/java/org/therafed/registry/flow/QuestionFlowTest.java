package org.therafed.registry.flow;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.therafed.registry.Database;
import org.therafed.registry.KnownFederation;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.cuts.DataCuts;
import org.therafed.registry.publish.Answers;
import org.therafed.registry.publish.AnswersContractTest;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class QuestionFlowTest extends AnswersContractTest {

  @Inject QuestionFlow flow;
  @Inject DataCuts cuts;
  @Inject Database database;

  @Override
  protected DataCut cut() {
    try {
      return VertxContextSupport.subscribeAndAwait(() -> cuts.asked(null)).orElseThrow();
    } catch (Throwable e) {
      throw new AssertionError("no data cut", e);
    }
  }

  @Override
  protected Answers ofNobody() {
    database.clear();
    TestSite.freeze();
    return flow;
  }

  @Override
  protected Answers ofFour() {
    database.clear();
    KnownFederation.sendFour();
    TestSite.freeze();
    return flow;
  }
}
