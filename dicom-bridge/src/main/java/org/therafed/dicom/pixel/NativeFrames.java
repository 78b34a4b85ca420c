package org.therafed.dicom.pixel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Frames of native pixel data, PS3.5 section 8.1.1; words come little endian. */
final class NativeFrames implements Frames.FrameSource {
  private final BulkData data;
  private final PixelFormat format;

  NativeFrames(BulkData data, PixelFormat format) {
    this.data = data;
    this.format = format;
    long needed = (format.frameBits() * format.frames() + 7) / 8;
    if (data.length() < needed) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_INVALID,
          "pixel data of " + data.length() + " bytes; " + needed + " needed");
    }
  }

  @Override
  public double[] frame(int index) {
    long firstBit = format.frameBits() * index;
    byte[] bytes = read(firstBit / 8, (int) ((firstBit % 8 + format.frameBits() + 7) / 8));
    return format.bitsAllocated() == 1
        ? bits(bytes, (int) (firstBit % 8))
        : interleaved(words(bytes, format), format);
  }

  private byte[] read(long offset, int length) {
    try (InputStream in = data.open()) {
      in.skipNBytes(offset);
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw DicomFault.of(DicomFaultCode.PIXELS_INVALID, "the source ends inside a frame");
      }
      return bytes;
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.BULK_UNAVAILABLE, "the source cannot be read", e);
    }
  }

  /** The first pixel is the lowest bit, PS3.5 section 8.1.1. */
  private double[] bits(byte[] bytes, int shift) {
    double[] values = new double[format.frameSamples()];
    for (int i = 0; i < values.length; i++) {
      int bit = shift + i;
      values[i] = (bytes[bit >> 3] >> (bit & 7)) & 1;
    }
    return values;
  }

  /** Stored values of words as they lie. */
  static double[] words(byte[] bytes, PixelFormat format) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[format.frameSamples()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (format.bitsAllocated()) {
            case 8 -> format.stored(buffer.get(i));
            case 16 -> format.stored(buffer.getShort(2 * i));
            case 32 ->
                format.floating() ? buffer.getFloat(4 * i) : format.stored(buffer.getInt(4 * i));
            default -> buffer.getDouble(8 * i);
          };
    }
    return values;
  }

  /** The samples of a pixel together, whatever the Planar Configuration (0028,0006). */
  static double[] interleaved(double[] values, PixelFormat format) {
    if (!format.planar() || format.samples() == 1) {
      return values;
    }
    int pixels = format.rows() * format.columns();
    double[] together = new double[values.length];
    for (int sample = 0; sample < format.samples(); sample++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        together[pixel * format.samples() + sample] = values[sample * pixels + pixel];
      }
    }
    return together;
  }
}
