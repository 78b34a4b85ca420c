package org.therafed.gateway.flow;

import java.time.Instant;
import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;

/**
 * A person for whom an archive may be asked, if consent is in force.
 *
 * @param lookedAt when a look that missed nothing began
 * @param failures since then, in a row
 */
record PullCandidate(long person, PatientKey key, Optional<Instant> lookedAt, int failures) {
  @Override
  public String toString() {
    return "PullCandidate[" + person + "]";
  }
}
