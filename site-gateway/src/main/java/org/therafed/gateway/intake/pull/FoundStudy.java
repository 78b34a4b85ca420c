package org.therafed.gateway.intake.pull;

import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

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

  static FoundStudy of(DataSet match, Optional<PatientKey> patient) {
    return new FoundStudy(
        FoundUids.of(match, Tag.StudyInstanceUID),
        patient,
        Set.copyOf(match.strings(Tag.ModalitiesInStudy)));
  }

  @Override
  public String toString() {
    return "FoundStudy";
  }
}
