package org.therafed.dicom.pixel;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;

/** How a compressed frame is coded, by its own header rather than by the transfer syntax. */
public enum Codec {
  JPEG,
  JPEG_LS,
  JPEG_2000;

  /**
   * The samples of a frame with all bits that they are coded with, those above Bits Stored
   * included: what an image holds besides what it shows.
   *
   * @param codestream of one frame
   * @param image what says rows, columns and samples
   * @throws DicomFault {@code PIXELS_INVALID} where it cannot be decoded
   */
  public double[] samples(byte[] codestream, DataSet image) {
    PixelFormat format = PixelFormat.of(image);
    return switch (this) {
      case JPEG -> JpegDecoder.decode(codestream, format);
      case JPEG_LS -> JpegLsDecoder.decode(codestream, format);
      case JPEG_2000 -> Jpeg2000Decoder.decode(codestream, format);
    };
  }
}
