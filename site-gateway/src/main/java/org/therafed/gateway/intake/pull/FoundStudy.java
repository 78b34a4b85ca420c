package org.therafed.gateway.intake.pull;

import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.convert.PatientKey;

/**
 * A study that an archive answers with.
 *
 * @param patient whose it is, as the converter will see it; empty: the archive does not say
 * @param modalities in it; empty: the archive does not say
 */
record FoundStudy(String uid, Optional<PatientKey> patient, Set<String> modalities) {
  FoundStudy {
    modalities = Set.copyOf(modalities);
  }

  @Override
  public String toString() {
    return "FoundStudy";
  }
}
