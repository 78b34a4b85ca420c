package org.therafed.registry.flow;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.therafed.registry.Database;
import org.therafed.registry.KnownFederation;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.publish.Answers;
import org.therafed.registry.publish.AnswersContractTest;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class QuestionFlowTest extends AnswersContractTest {

  @Inject QuestionFlow flow;
  @Inject Database database;

  @Override
  protected Answers ofNobody() {
    database.clear();
    return flow;
  }

  @Override
  protected Answers ofFour() {
    database.clear();
    KnownFederation.sendFour();
    return flow;
  }
}
