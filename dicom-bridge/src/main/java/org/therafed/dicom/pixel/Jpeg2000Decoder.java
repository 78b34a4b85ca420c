package org.therafed.dicom.pixel;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * JPEG 2000 of ISO/IEC 15444-1, by our own decoder ({@link ReversibleJpeg2000}) where its shape is
 * the usual one without loss. The SIZ segment (A.5.1) is read first, so that a codestream of
 * another size allocates nothing. The bits of the codestream count, not Bits Stored: files that
 * state another depth are met.
 */
final class Jpeg2000Decoder {
  private static final String PROVIDER = "com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi";

  /** SOC and SIZ, A.4.1 and A.5.1. */
  private static final int SOC_SIZ = 0xFF4FFF51;

  private static final int SIZE_AT = 8;
  private static final int PRECISION_AT = 42;

  private Jpeg2000Decoder() {}

  static void decode(byte[] codestream, PixelFormat format, SampleLines lines) {
    int start = start(codestream);
    ByteBuffer siz = ByteBuffer.wrap(codestream, start, codestream.length - start).slice();
    long columns =
        Integer.toUnsignedLong(siz.getInt(SIZE_AT))
            - Integer.toUnsignedLong(siz.getInt(SIZE_AT + 8));
    long rows =
        Integer.toUnsignedLong(siz.getInt(SIZE_AT + 4))
            - Integer.toUnsignedLong(siz.getInt(SIZE_AT + 12));
    int precision = (siz.get(PRECISION_AT) & 0x7F) + 1;
    if (columns != format.columns() || rows != format.rows() || precision > 16) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_INVALID,
          "the JPEG 2000 image has another size than Rows and Columns, or more than 16 bits");
    }
    for (int i = 1; i < format.samples(); i++) {
      int at = PRECISION_AT + 3 * i;
      if (at >= siz.limit() || siz.get(at) != siz.get(PRECISION_AT)) {
        // What one component has above the bits of another would be cut off unseen.
        throw DicomFault.of(
            DicomFaultCode.PIXELS_INVALID, "components of the JPEG 2000 image have other bits");
      }
    }
    byte[] bare =
        start == 0 ? codestream : Arrays.copyOfRange(codestream, start, codestream.length);
    if (!ReversibleJpeg2000.decode(bare, format, lines)) {
      byPlugin(bare, format, precision, lines);
    }
  }

  /** Decodes a bare codestream of any shape that the plug-in knows. */
  static void byPlugin(byte[] bare, PixelFormat format, int precision, SampleLines lines) {
    CodestreamReader.lines(CodestreamReader.read(bare, PROVIDER), format, precision, lines);
  }

  /** DICOM wants bare codestreams (PS3.5 A.4.4); a JP2 box before them is met. */
  private static int start(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int most = Math.min(bytes.length - PRECISION_AT - 1, 4096);
    for (int at = 0; at <= most; at++) {
      if (buffer.getInt(at) == SOC_SIZ) {
        return at;
      }
    }
    throw DicomFault.of(DicomFaultCode.PIXELS_INVALID, "no JPEG 2000 codestream");
  }
}
