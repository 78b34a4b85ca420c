package org.therafed.dicom.engine;

class OwnEngineFilesTest extends DicomFilesContract {
  @Override
  protected DicomEngine engine() {
    return DicomEngines.own();
  }
}
