package org.therafed.dicom.pixel;

import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Lossless JPEG with Huffman codes (ITU-T T.81 Annex H, process 14): one scan of all components,
 * each of full size, any predictor, restart intervals of whole lines. That is what DICOM's transfer
 * syntaxes 1.2.840.10008.1.2.4.57 and .70 hold in practice; another shape is left to others.
 */
final class LosslessJpeg {
  private static final int SOF3 = 0xC3;
  private static final int DHT = 0xC4;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DRI = 0xDD;
  private static final int TEM = 0x01;
  private static final int PLACES = 4;

  private final byte[] in;
  private final PixelFormat format;
  private final SampleLines lines;
  private final HuffmanCodes[] tables = new HuffmanCodes[PLACES];
  private int frame;
  private int interval;

  private LosslessJpeg(byte[] in, PixelFormat format, SampleLines lines) {
    this.in = in;
    this.format = format;
    this.lines = lines;
  }

  /**
   * Decodes a frame whose header has been found to fit the image.
   *
   * @return false where it is of another shape; no line was given then
   * @throws DicomFault {@code PIXELS_INVALID} where it is damaged
   */
  static boolean decode(byte[] codestream, PixelFormat format, SampleLines lines) {
    return new LosslessJpeg(codestream, format, lines).run();
  }

  private boolean run() {
    int at = 2;
    while (true) {
      if (u8(at) != 0xFF) {
        throw invalid("no marker where one is due");
      }
      while (u8(at) == 0xFF) {
        at++;
      }
      int marker = u8(at++);
      if (marker == TEM || marker == SOI) {
        continue;
      }
      if (marker == EOI) {
        throw invalid("the JPEG codestream ends before its scan");
      }
      int to = at + u16(at);
      if (to < at + 2 || to > in.length) {
        throw invalid("a segment is longer than the JPEG codestream");
      }
      switch (marker) {
        case DHT -> tables(at + 2, to);
        case DRI -> interval = u16(at + 2);
        case SOF3 -> {
          if (frame != 0) {
            throw invalid("the JPEG codestream has two frame headers");
          }
          frame = at + 2;
        }
        case SOS -> {
          if (!decodable(at + 2)) {
            return false;
          }
          scan(at + 2, to);
          return true;
        }
        default -> {
          // Nothing that decides on samples: applications' data, comments, quantization.
        }
      }
      at = to;
    }
  }

  private void tables(int from, int to) {
    int at = from;
    while (at < to) {
      int head = u8(at);
      int end = at + 17;
      for (int i = 1; i <= 16; i++) {
        end += u8(at + i);
      }
      if (end > to) {
        throw invalid("a Huffman table is longer than its segment");
      }
      // Those of AC coefficients, class 1, have no use here.
      if (head < PLACES) {
        tables[head] = new HuffmanCodes(in, at + 1);
      }
      at = end;
    }
  }

  /** All components of the frame, in its order, none of them smaller than another. */
  private boolean decodable(int scan) {
    if (frame == 0) {
      return false;
    }
    int components = u8(frame + 5);
    boolean all = components == format.samples() && u8(scan) == components;
    for (int i = 0; all && i < components; i++) {
      all =
          u8(scan + 1 + 2 * i) == u8(frame + 6 + 3 * i)
              && (components == 1 || u8(frame + 7 + 3 * i) == 0x11);
    }
    return all && (interval == 0 || interval % format.columns() == 0);
  }

  private void scan(int from, int to) {
    int precision = u8(frame);
    int components = format.samples();
    int predictor = u8(from + 1 + 2 * components);
    int transform = u8(from + 3 + 2 * components) & 15;
    if (precision < 2 || precision > 16 || predictor < 1 || predictor > 7) {
      throw invalid("bits or predictor are none of lossless JPEG");
    }
    if (transform >= precision) {
      throw invalid("a point transform leaves no bits");
    }
    HuffmanCodes[] ofComponents = new HuffmanCodes[components];
    LosslessJpegLine[] decoded = new LosslessJpegLine[components];
    for (int i = 0; i < components; i++) {
      ofComponents[i] = tables[u8(from + 2 + 2 * i) >> 4 & 3];
      if (ofComponents[i] == null) {
        throw invalid("a scan has no Huffman table");
      }
      int initial = 1 << (precision - transform - 1);
      decoded[i] = new LosslessJpegLine(format.columns(), predictor, initial);
    }
    LosslessJpegBits bits = new LosslessJpegBits(in, to);
    int[] differences = new int[format.columns() * components];
    int each = interval == 0 ? format.rows() : interval / format.columns();
    for (int row = 0; row < format.rows(); row++) {
      boolean first = row % each == 0;
      if (first && row > 0) {
        bits.restart((row / each - 1) & 7);
      }
      bits.line(differences, differences.length, ofComponents);
      for (int i = 0; i < components; i++) {
        int[] line = decoded[i].next(first, differences, i, components);
        lines.line(transformed(line, transform), 0, row, i, precision);
      }
    }
  }

  /** The point transform left out low bits, A.4; what is predicted has them no more. */
  private static int[] transformed(int[] line, int transform) {
    if (transform == 0) {
      return line;
    }
    int[] whole = new int[line.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = line[i] << transform;
    }
    return whole;
  }

  private int u8(int at) {
    if (at >= in.length) {
      throw invalid("the JPEG codestream ends inside a segment");
    }
    return in[at] & 0xFF;
  }

  private int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.PIXELS_INVALID, detail);
  }
}
