package org.therafed.dicom.quantity;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.TransferSyntax;

/**
 * A single-frame image with the syntax its pixels are in.
 *
 * @param image with pixel data
 */
public record Slice(DataSet image, TransferSyntax syntax) {

  /** A file as read. */
  public static Slice of(DicomFile file) {
    return new Slice(file.dataSet(), file.transferSyntax());
  }
}
