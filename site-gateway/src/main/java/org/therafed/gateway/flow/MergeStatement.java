package org.therafed.gateway.flow;

import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;

/**
 * What a record says of two ids: they are one patient's.
 *
 * @param stays the id that is used from now on; empty: of a Patient who is not known here
 * @param retired the id that is not
 */
record MergeStatement(Optional<PatientKey> stays, Optional<PatientKey> retired) {

  /** Without identity, for logs. */
  @Override
  public String toString() {
    return "MergeStatement[]";
  }
}
