package org.therafed.dicom.engine;

class OwnEngineNetworkTest extends DicomNetworkContract {
  @Override
  protected DicomEngine user() {
    return DicomEngines.own();
  }

  @Override
  protected DicomEngine provider() {
    return DicomEngines.own();
  }
}
