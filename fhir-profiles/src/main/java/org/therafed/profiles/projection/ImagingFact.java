package org.therafed.profiles.projection;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * One imaging study.
 *
 * @param studyId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param modalities DICOM modalities, sorted, without repetition
 * @param startedAt shifted instant; null if unknown
 * @param series number of series
 * @param instances number of instances
 */
public record ImagingFact(
    String studyId,
    String patientId,
    List<String> modalities,
    OffsetDateTime startedAt,
    int series,
    int instances)
    implements Fact {
  public ImagingFact {
    modalities = List.copyOf(modalities);
  }
}
