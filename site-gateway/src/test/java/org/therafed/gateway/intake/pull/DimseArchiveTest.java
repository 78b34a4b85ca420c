package org.therafed.gateway.intake.pull;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.gateway.support.OwnNetwork;

/** Against DCMTK's archive; skipped where it is absent. */
class DimseArchiveTest {

  @TempDir Path folder;

  @Test
  void dcmqrscpAnswersAndSendsByGetAndByMove() throws Exception {
    OwnNetwork.need("dcmtk", "dcmqrscp");
    OwnNetwork.run(folder, DcmqrscpScenario.class);
  }
}
