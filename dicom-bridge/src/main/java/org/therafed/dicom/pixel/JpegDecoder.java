package org.therafed.dicom.pixel;

import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * JPEG of ITU-T T.81: baseline (process 1) and lossless (process 14), the latter by our own decoder
 * ({@link LosslessJpeg}) where its shape is the usual one. The frame header is read first, so that
 * a codestream of another size allocates nothing.
 */
final class JpegDecoder {
  private static final String PROVIDER =
      "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi";
  private static final int SOF0 = 0xC0;
  private static final int SOF3 = 0xC3;
  private static final int SOF15 = 0xCF;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;

  private JpegDecoder() {}

  static void decode(byte[] codestream, PixelFormat format, SampleLines lines) {
    int header = frameHeader(codestream);
    int precision = codestream[header + 4] & 0xFF;
    int rows = word(codestream, header + 5);
    int columns = word(codestream, header + 7);
    if (rows != format.rows() || columns != format.columns() || precision > 16) {
      throw invalid("the JPEG frame has another size than Rows and Columns");
    }
    boolean lossless = (codestream[header + 1] & 0xFF) == SOF3;
    if (!lossless || !LosslessJpeg.decode(codestream, format, lines)) {
      byPlugin(codestream, format, precision, lines);
    }
  }

  /** Decodes a frame of any process that the plug-in knows. */
  static void byPlugin(byte[] codestream, PixelFormat format, int precision, SampleLines lines) {
    CodestreamReader.lines(CodestreamReader.read(codestream, PROVIDER), format, precision, lines);
  }

  /** The offset of SOFn, T.81 B.2.2. */
  private static int frameHeader(byte[] codestream) {
    int at = 2;
    while (at + 10 <= codestream.length) {
      if ((codestream[at] & 0xFF) != 0xFF) {
        throw invalid("no marker where one is due");
      }
      int marker = codestream[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      boolean frame =
          marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
      if (frame) {
        return at;
      }
      at += 2 + Math.max(2, word(codestream, at + 2));
    }
    throw invalid("no frame header in the JPEG codestream");
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.PIXELS_INVALID, detail);
  }
}
