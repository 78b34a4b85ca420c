package org.therafed.dicom.pixel;

import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * JPEG-LS of ITU-T T.87, lossless and near-lossless: one component, or several that are not
 * interleaved or interleaved by line. Mapping tables, restart intervals, point transforms and
 * interleaving by sample are refused. The frame header is read first, so that a codestream of
 * another size allocates nothing.
 */
final class JpegLsDecoder {
  private static final int SOI = 0xD8;
  private static final int SOF55 = 0xF7;
  private static final int LSE = 0xF8;
  private static final int SOS = 0xDA;
  private static final int EOI = 0xD9;
  private static final int DRI = 0xDD;
  private static final int PRESET = 1;

  private final byte[] in;
  private final PixelFormat format;
  private final SampleLines lines;
  private int at;
  private int precision;
  private int[] preset = new int[5];
  private int done;

  private JpegLsDecoder(byte[] in, PixelFormat format, SampleLines lines) {
    this.in = in;
    this.format = format;
    this.lines = lines;
  }

  static void decode(byte[] codestream, PixelFormat format, SampleLines lines) {
    try {
      new JpegLsDecoder(codestream, format, lines).run();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_INVALID, "the JPEG-LS codestream ends inside a segment", e);
    }
  }

  private void run() {
    while (done < format.samples()) {
      int marker = marker();
      if (marker == SOI) {
        continue;
      }
      if (marker == EOI) {
        throw invalid("the JPEG-LS codestream ends before its last component");
      }
      int start = at;
      int length = word(at);
      switch (marker) {
        case SOF55 -> frame(start + 2);
        case LSE -> presets(start + 2);
        case DRI -> restart(start + 2);
        default -> {
          // Applications' segments and comments mean nothing here.
        }
      }
      at = start + length;
      if (marker == SOS) {
        scan(start + 2);
      }
    }
  }

  private int marker() {
    while (at + 1 < in.length) {
      int next = in[at + 1] & 0xFF;
      if ((in[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF) {
        at += 2;
        return next;
      }
      at++;
    }
    throw invalid("the JPEG-LS codestream ends before its last component");
  }

  /** C.2.2. */
  private void frame(int from) {
    precision = in[from] & 0xFF;
    boolean fits =
        word(from + 1) == format.rows()
            && word(from + 3) == format.columns()
            && (in[from + 5] & 0xFF) == format.samples();
    if (!fits || precision < 2 || precision > 16) {
      throw invalid("the JPEG-LS frame has another size than Rows and Columns");
    }
  }

  /** C.2.4.1: MAXVAL, T1, T2, T3, RESET; 0 stands for the default. */
  private void presets(int from) {
    if ((in[from] & 0xFF) != PRESET) {
      throw invalid("a JPEG-LS codestream with mapping tables or oversize dimensions");
    }
    preset = new int[5];
    for (int i = 0; i < preset.length; i++) {
      preset[i] = word(from + 1 + 2 * i);
    }
  }

  private void restart(int from) {
    if (word(from) != 0) {
      throw invalid("a JPEG-LS codestream with restart intervals");
    }
  }

  /** C.2.3. */
  private void scan(int from) {
    int components = in[from] & 0xFF;
    int near = in[from + 1 + 2 * components] & 0xFF;
    int interleave = in[from + 2 + 2 * components] & 0xFF;
    int transform = in[from + 3 + 2 * components] & 0xFF;
    boolean known =
        transform == 0
            && components >= 1
            && done + components <= format.samples()
            && (components == 1 || interleave == 1);
    if (precision == 0 || !known) {
      throw invalid("a JPEG-LS scan interleaved by sample, with a transform or without a frame");
    }
    JpegLsScan scan = new JpegLsScan(in, at, JpegLsPreset.of(precision, near, preset));
    int columns = format.columns();
    int[][] above = new int[components][columns + 2];
    int[][] line = new int[components][columns + 2];
    int[] run = new int[components];
    for (int row = 0; row < format.rows(); row++) {
      for (int c = 0; c < components; c++) {
        // Edges of A.2.1: beyond the right the sample above the last, left the one above the first.
        above[c][columns + 1] = above[c][columns];
        line[c][0] = above[c][1];
        run[c] = scan.line(above[c], line[c], columns, run[c]);
        lines.line(line[c], 1, row, done + c, precision);
        int[] swap = above[c];
        above[c] = line[c];
        line[c] = swap;
      }
    }
    at = scan.position();
    done += components;
  }

  private int word(int from) {
    return (in[from] & 0xFF) << 8 | (in[from + 1] & 0xFF);
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.PIXELS_INVALID, detail);
  }
}
