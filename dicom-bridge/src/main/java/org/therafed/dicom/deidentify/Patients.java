package org.therafed.dicom.deidentify;

import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** Whom a data set or item is about. */
final class Patients {
  private Patients() {}

  static Optional<PatientIdentity> identity(DataSet set) {
    return set.string(Tag.PatientID)
        .map(id -> new PatientIdentity(set.string(Tag.IssuerOfPatientID).orElse(""), id));
  }
}
