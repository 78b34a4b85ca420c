package org.therafed.dicom.deidentify;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** A deflated frame, PS3.5 section A.4.13: as long as its pixels, and nothing behind it. */
final class DeflatedSegments {
  private DeflatedSegments() {}

  /** Walks through the frame, in constant memory. */
  static void walk(CodestreamScan scan, byte[] frame, DataSet image) {
    Inflater inflater = new Inflater(true);
    byte[] part = new byte[8192];
    long needed = bytes(image);
    long inflated = 0;
    try {
      inflater.setInput(frame);
      while (!inflater.finished()) {
        int count = inflater.inflate(part);
        inflated += count;
        if ((count == 0 && !inflater.finished()) || inflated > needed + 1) {
          throw CodestreamScan.unreadable("it does not inflate to as many bytes as it has pixels");
        }
      }
      if (inflated != needed && inflated != needed + (needed & 1)) {
        throw CodestreamScan.unreadable("it does not inflate to as many bytes as it has pixels");
      }
      scan.behind(frame.length - inflater.getRemaining());
    } catch (DataFormatException e) {
      throw CodestreamScan.unreadable("it is not deflated");
    } finally {
      inflater.end();
    }
  }

  /** The native pixels of a frame that was walked through. */
  static InputStream pixels(byte[] frame) {
    return new InflaterInputStream(new ByteArrayInputStream(frame), new Inflater(true));
  }

  private static long bytes(DataSet image) {
    long bits =
        (long) image.integer(Tag.Rows).orElse(0)
            * image.integer(Tag.Columns).orElse(0)
            * image.integer(Tag.SamplesPerPixel).orElse(1)
            * image.integer(Tag.BitsAllocated).orElse(0);
    return (bits + 7) / 8;
  }
}
