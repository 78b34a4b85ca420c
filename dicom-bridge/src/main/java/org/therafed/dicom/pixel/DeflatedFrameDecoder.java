package org.therafed.dicom.pixel;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Deflated image frame compression, PS3.5 A.4.13: each frame a native frame, deflated (RFC 1951).
 */
final class DeflatedFrameDecoder {
  private DeflatedFrameDecoder() {}

  static double[] decode(byte[] codestream, PixelFormat format) {
    byte[] frame = new byte[(int) ((format.frameBits() + 7) / 8)];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(codestream);
      int at = 0;
      while (at < frame.length) {
        int read = inflater.inflate(frame, at, frame.length - at);
        if (read == 0) {
          throw DicomFault.of(
              DicomFaultCode.PIXELS_INVALID, "the deflated frame ends before its last row");
        }
        at += read;
      }
    } catch (DataFormatException e) {
      throw DicomFault.of(DicomFaultCode.PIXELS_INVALID, "the frame is not deflated", e);
    } finally {
      inflater.end();
    }
    return new NativeFrames(BulkData.of(frame), single(format)).frame(0);
  }

  private static PixelFormat single(PixelFormat format) {
    return new PixelFormat(
        format.rows(),
        format.columns(),
        format.samples(),
        format.bitsAllocated(),
        format.bitsStored(),
        format.highBit(),
        format.signed(),
        format.planar(),
        false,
        1);
  }
}
