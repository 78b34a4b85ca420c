package org.therafed.dicom.deidentify;

/**
 * A rectangle of pixels, from the upper left corner.
 *
 * @param x first column, from 0
 * @param y first row, from 0
 * @param width columns
 * @param height rows
 */
public record PixelRegion(int x, int y, int width, int height) {
  public PixelRegion {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw org.therafed.dicom.dataset.DicomFault.of(
          org.therafed.dicom.dataset.DicomFaultCode.DEIDENTIFY_POLICY,
          "a region needs x, y of 0 or more and width, height of 1 or more");
    }
  }
}
