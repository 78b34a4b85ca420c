package org.therafed.dicom.deidentify;

import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** Whom a data set or item is about. */
final class Patients {
  private Patients() {}

  private static Optional<String> issuer(DataSet set) {
    return set.string(Tag.IssuerOfPatientID).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Whether nobody says who issued the Patient ID. */
  static boolean withoutIssuer(DataSet set, Policy policy) {
    return set.string(Tag.PatientID).isPresent()
        && issuer(set).isEmpty()
        && policy.defaultIssuer().isEmpty();
  }

  static Optional<PatientIdentity> identity(DataSet set, Policy policy) {
    return set.string(Tag.PatientID)
        .map(id -> new PatientIdentity(issuer(set).orElse(policy.defaultIssuer()), id));
  }
}
