package org.therafed.dicom.web;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.io.DicomJson;

/**
 * The answer to a STOW-RS request, PS3.18 section 10.5.3.
 *
 * @param httpStatus 200 all stored, 202 some stored or with warnings, 400, 409 none stored, 415,
 *     503 none stored for lack of room
 * @param dataSet Store Instances Response Module of PS3.18 Annex I
 */
public record StowResponse(int httpStatus, DataSet dataSet) {
  /** Content-Type of {@link #json}. */
  public static final String CONTENT_TYPE = MediaType.DICOM_JSON;

  /** The response dataset as DICOM JSON. */
  public byte[] json() {
    return DicomJson.toBytes(dataSet);
  }

  /** Without UIDs, for logs. */
  @Override
  public String toString() {
    return "StowResponse[httpStatus=" + httpStatus + "]";
  }
}
