package org.therafed.dicom.dcm4che;

import java.util.Set;
import org.therafed.dicom.engine.DicomEngine;
import org.therafed.dicom.engine.DicomNetworkContract;
import org.therafed.dicom.net.AssociationEnd;

class Dcm4cheCallsDcm4cheTest extends DicomNetworkContract {
  @Override
  protected DicomEngine user() {
    return Engines.DCM4CHE;
  }

  @Override
  protected DicomEngine provider() {
    return Engines.DCM4CHE;
  }

  /** dcm4che does not tell who ended an association, or why. */
  @Override
  protected Set<AssociationEnd> silent() {
    return Set.of(AssociationEnd.CONNECTION_LOST);
  }
}
