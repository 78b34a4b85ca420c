package org.therafed.dicom.web;

import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Bounds of one multipart body.
 *
 * @param headerBytes header lines of one part, bytes
 * @param parts parts of one body
 * @param partBytes content of one part, bytes
 */
public record MultipartLimits(int headerBytes, int parts, long partBytes) {
  /** 16 KiB of headers, 10,000 parts of 4 GiB. */
  public static final MultipartLimits DEFAULT = new MultipartLimits(16 << 10, 10_000, 4L << 30);

  public MultipartLimits {
    if (headerBytes < 256 || parts < 1 || partBytes < 1) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION,
          "limits of multipart bodies; 256 bytes of headers, one part, one byte needed at least");
    }
  }
}
