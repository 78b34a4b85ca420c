package org.therafed.gateway.intake.object;

import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.gateway.intake.Source;

/**
 * How an object came.
 *
 * @param traceparent of the association or request
 * @param study the only study whose objects the request's address takes
 */
public record ObjectOrigin(Source source, Optional<String> traceparent, Optional<String> study) {

  /** Of any study. */
  public static ObjectOrigin of(Source source, Optional<String> traceparent) {
    return new ObjectOrigin(source, traceparent, Optional.empty());
  }

  boolean takes(DataSet object) {
    return study.isEmpty() || object.string(Tag.StudyInstanceUID).equals(study);
  }

  /** Without UIDs, for logs. */
  @Override
  public String toString() {
    return "ObjectOrigin[" + source + "]";
  }
}
