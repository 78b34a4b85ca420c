package org.therafed.dicom.engine;

class OwnEngineUserTest extends ServiceUserContract {
  @Override
  protected DicomEngine engine() {
    return DicomEngines.own();
  }
}
