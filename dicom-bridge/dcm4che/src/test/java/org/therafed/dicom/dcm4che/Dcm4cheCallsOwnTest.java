package org.therafed.dicom.dcm4che;

import org.therafed.dicom.engine.DicomEngine;
import org.therafed.dicom.engine.DicomNetworkContract;

class Dcm4cheCallsOwnTest extends DicomNetworkContract {
  @Override
  protected DicomEngine user() {
    return Engines.DCM4CHE;
  }

  @Override
  protected DicomEngine provider() {
    return Engines.OWN;
  }
}
