package org.therafed.gateway.intake.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.OwnNetwork;
import org.therafed.runtime.Setting;

/** Against Orthanc; skipped where it is absent. */
class OrthancTest {

  @TempDir Path folder;

  @Test
  void orthancSendsUnderTlsAndIsToldWhatIsSafe() throws Exception {
    OwnNetwork.need("orthanc", "Orthanc");
    Path programs =
        Path.of(Setting.POSTGRES_DIR.value().orElse("target/postgres-programs")).toAbsolutePath();
    assertThat(
            OwnNetwork.run(
                folder, OrthancScenario.class, List.of(folder.toString(), programs.toString())))
        .contains("SCENARIO DONE");
  }
}
