package org.therafed.dicom.pixel;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;

/** How a compressed frame is coded, by its own header rather than by the transfer syntax. */
public enum Codec {
  JPEG,
  JPEG_LS,
  JPEG_2000;

  /**
   * Decodes a frame to all bits that its samples are coded with, those above Bits Stored included:
   * what an image holds besides what it shows.
   *
   * @param codestream of one frame
   * @param image what says rows, columns and samples
   * @param lines takes every line of every component once
   * @throws DicomFault {@code PIXELS_INVALID} where it cannot be decoded, after some lines or none
   */
  public void decode(byte[] codestream, DataSet image, SampleLines lines) {
    decode(codestream, PixelFormat.of(image), lines);
  }

  void decode(byte[] codestream, PixelFormat format, SampleLines lines) {
    switch (this) {
      case JPEG -> JpegDecoder.decode(codestream, format, lines);
      case JPEG_LS -> JpegLsDecoder.decode(codestream, format, lines);
      case JPEG_2000 -> Jpeg2000Decoder.decode(codestream, format, lines);
    }
  }

  /** The stored values of a frame, row by row, the samples of a pixel together. */
  double[] values(byte[] codestream, PixelFormat format) {
    StoredValues values = new StoredValues(format);
    decode(codestream, format, values);
    return values.values();
  }
}
