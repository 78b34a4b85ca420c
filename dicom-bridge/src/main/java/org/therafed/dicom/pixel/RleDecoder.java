package org.therafed.dicom.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * RLE lossless, PS3.5 Annex G: up to 15 segments of PackBits, one for each byte of each sample, the
 * most significant byte first.
 */
final class RleDecoder {
  private static final int HEADER = 64;
  private static final int MOST_SEGMENTS = 15;

  private RleDecoder() {}

  static double[] decode(byte[] codestream, PixelFormat format) {
    int width = format.bitsAllocated() / 8;
    int segments = format.samples() * width;
    if (format.bitsAllocated() == 1 || codestream.length < HEADER || segments > MOST_SEGMENTS) {
      throw invalid("no RLE header, or more bytes in a pixel than RLE has segments");
    }
    ByteBuffer header = ByteBuffer.wrap(codestream).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != segments) {
      throw invalid(segments + " RLE segments needed, another number found");
    }
    int pixels = format.rows() * format.columns();
    byte[] bytes = new byte[pixels * segments];
    for (int segment = 0; segment < segments; segment++) {
      int from = header.getInt(4 * (segment + 1));
      int to = segment + 1 < segments ? header.getInt(4 * (segment + 2)) : codestream.length;
      if (from < HEADER || to < from || to > codestream.length) {
        throw invalid("an RLE segment lies outside its frame");
      }
      int sample = segment / width;
      int byteOfWord = width - 1 - segment % width;
      unpack(codestream, from, to, bytes, (sample * width) + byteOfWord, segments, pixels);
    }
    return NativeFrames.words(bytes, together(format));
  }

  /** Samples are interleaved while unpacking, whatever the Planar Configuration says. */
  private static PixelFormat together(PixelFormat format) {
    return new PixelFormat(
        format.rows(),
        format.columns(),
        format.samples(),
        format.bitsAllocated(),
        format.bitsStored(),
        format.highBit(),
        format.signed(),
        false,
        false,
        format.frames());
  }

  /** G.3.2; -128 does nothing. What a segment holds beyond its pixels is padding. */
  private static void unpack(
      byte[] in, int from, int to, byte[] out, int first, int step, int pixels) {
    int at = from;
    int done = 0;
    while (done < pixels && at < to) {
      int control = in[at++];
      if (control >= 0) {
        int length = Math.min(control + 1, pixels - done);
        if (at + length > to) {
          throw invalid("an RLE segment ends inside a literal run");
        }
        for (int i = 0; i < length; i++) {
          out[first + done++ * step] = in[at + i];
        }
        at += control + 1;
      } else if (control != Byte.MIN_VALUE) {
        if (at >= to) {
          throw invalid("an RLE segment ends inside a replicate run");
        }
        int length = Math.min(1 - control, pixels - done);
        for (int i = 0; i < length; i++) {
          out[first + done++ * step] = in[at];
        }
        at++;
      }
    }
    if (done < pixels) {
      throw invalid("an RLE segment holds fewer bytes than its frame has pixels");
    }
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.PIXELS_INVALID, detail);
  }
}
