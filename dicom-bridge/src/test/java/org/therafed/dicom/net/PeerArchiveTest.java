package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.OwnNetwork;
import org.therafed.dicom.Shared;

/** Against the archives of DCMTK and Orthanc; skipped where they are absent. */
class PeerArchiveTest {
  @TempDir Path folder;

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.toString());
    for (String file :
        List.of(
            "pet/NM-PetIm-GE.dcm",
            "pet/NM-PetIm-Siemens.dcm",
            "pet/NM-NmIm-Siemens-s1-1.dcm",
            "dose/NM-RRDSR-Siemens.dcm")) {
      arguments.add(Shared.file(file).toString());
    }
    return arguments;
  }

  @Test
  void dcmqrscpStoresFindsMovesAndGives() throws Exception {
    OwnNetwork.need("dcmtk", "dcmqrscp");
    assertThat(OwnNetwork.run(folder, DcmqrscpScenario.class, arguments()))
        .contains("SCENARIO DONE");
  }

  @Test
  void dcmtkInBothDirectionsUnderTlsWithClientCertificates() throws Exception {
    OwnNetwork.need("dcmtk", "storescu", "storescp", "echoscu");
    assertThat(OwnNetwork.run(folder, DcmtkTlsScenario.class, arguments()))
        .contains("SCENARIO DONE");
  }

  @Test
  void orthancInBothDirectionsOverDimseTlsAndDicomWeb() throws Exception {
    OwnNetwork.need("orthanc", "Orthanc");
    Assumptions.assumeTrue(
        Files.exists(Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")),
        "no DICOMweb plugin (Debian package orthanc-dicomweb)");
    assertThat(OwnNetwork.run(folder, OrthancScenario.class, arguments()))
        .contains("DIMSE DONE", "TLS DONE", "DICOMWEB DONE");
  }
}
