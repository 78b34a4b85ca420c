package org.therafed.dicom.dcm4che;

import org.therafed.dicom.engine.DicomEngine;
import org.therafed.dicom.engine.DicomEngines;

/** The engines as a configuration names them. */
final class Engines {
  static final DicomEngine OWN = DicomEngines.own();
  static final DicomEngine DCM4CHE = DicomEngines.named("dcm4che");

  private Engines() {}
}
