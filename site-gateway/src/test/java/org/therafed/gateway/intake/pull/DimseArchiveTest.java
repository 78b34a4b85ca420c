package org.therafed.gateway.intake.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.OwnNetwork;

/** Against DCMTK's archive; skipped where it is absent. */
class DimseArchiveTest {

  @TempDir Path folder;

  @Test
  void dcmqrscpAnswersAndSendsByGetAndByMove() throws Exception {
    OwnNetwork.need("dcmtk", "dcmqrscp");
    assertThat(OwnNetwork.run(folder, DcmqrscpScenario.class, List.of(folder.toString())))
        .contains("SCENARIO DONE");
  }
}
