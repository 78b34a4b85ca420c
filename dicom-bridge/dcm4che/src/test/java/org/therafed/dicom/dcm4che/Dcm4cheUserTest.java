package org.therafed.dicom.dcm4che;

import org.therafed.dicom.engine.DicomEngine;
import org.therafed.dicom.engine.ServiceUserContract;

class Dcm4cheUserTest extends ServiceUserContract {
  @Override
  protected DicomEngine engine() {
    return Engines.DCM4CHE;
  }
}
