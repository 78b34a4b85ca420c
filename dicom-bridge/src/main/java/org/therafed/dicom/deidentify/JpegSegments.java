package org.therafed.dicom.deidentify;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * Marker segments of JPEG (ISO/IEC 10918-1 Annex B) and JPEG-LS (ISO/IEC 14495-1 Annex C). Comments
 * and application data are surplus, but for what tells how colours are coded: JFIF, Adobe's APP14
 * and the colour transform in APP8 of JPEG-LS.
 */
final class JpegSegments {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int TEM = 0x01;
  private static final int JFIF_BYTES = 14;
  private static final int ADOBE_BYTES = 12;

  private static final int LSE = 0xF8;

  /** Components that the image has. */
  private final int samples;

  private final CodestreamScan scan;
  private boolean framed;
  private boolean jpegLs;
  private boolean progressive;
  private boolean parameters;
  private int scanned;

  private JpegSegments(CodestreamScan scan, int samples) {
    this.scan = scan;
    this.samples = samples;
  }

  static boolean begin(CodestreamScan scan) {
    return scan.length() > 3 && scan.u16(0) == (0xFF00 | SOI) && scan.u8(2) == 0xFF;
  }

  /** Walks through the frame of an image. */
  static void walk(CodestreamScan scan, DataSet image) {
    new JpegSegments(scan, image.integer(Tag.SamplesPerPixel).orElse(1)).walk();
  }

  private void walk() {
    int at = 2;
    while (true) {
      if (scan.u8(at) != 0xFF) {
        throw CodestreamScan.unreadable("there are bytes between two segments");
      }
      while (scan.u8(at) == 0xFF) {
        at++;
      }
      int marker = scan.u8(at++);
      if (marker == EOI) {
        end();
        scan.behind(at);
        return;
      }
      if (marker == TEM) {
        continue;
      }
      int length = scan.u16(at);
      int to = at + length;
      if (length < 2 || to > scan.length()) {
        throw CodestreamScan.unreadable("a segment is longer than the frame");
      }
      segment(marker, at + 2, to);
      at = marker == SOS ? entropyCoded(to) : to;
    }
  }

  private void segment(int marker, int from, int to) {
    switch (marker) {
      case 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xF7 -> {
        exactly(6 + 3 * scan.u8(from + 5), from, to);
        frameHeader(marker, scan.u8(from + 5));
      }
      case SOS -> {
        exactly(4 + 2 * scan.u8(from), from, to);
        scanHeader(scan.u8(from));
      }
      case 0xDC -> exactly(2, from, to);
      case 0xDD -> restart(from, to);
      case 0xDB -> quantization(from, to);
      case 0xC4 -> huffman(from, to);
      case 0xCC -> scan.table(from, to);
      case LSE -> {
        parameters = true;
        scan.table(from, to);
      }
      case 0xE0 -> jfif(from, to);
      case 0xEE -> adobe(from, to);
      case 0xE8 -> {
        if (!scan.startsWith(from, "mrfx") || to - from != 5) {
          scan.surplus(from, to, Surplus.Kind.APPLICATION);
        }
      }
      case 0xFE -> scan.comment(from, to);
      default -> {
        if (marker < 0xE1 || marker > 0xEF) {
          throw CodestreamScan.unreadable("a marker is none that frames of DICOM have");
        }
        scan.surplus(from, to, Surplus.Kind.APPLICATION);
      }
    }
  }

  /** A second one, or one of other components, could hold anything: decoders take the last. */
  private void frameHeader(int marker, int components) {
    if (framed) {
      throw CodestreamScan.unreadable("there are two frame headers");
    }
    if (components != samples) {
      throw CodestreamScan.unreadable("the frame header has other components than the image");
    }
    framed = true;
    jpegLs = marker == 0xF7;
    progressive = marker != 0xF7 && (marker & 3) == 2;
  }

  /** Only progressive coding comes back to a component; what comes otherwise is no pixels. */
  private void scanHeader(int components) {
    scanned += components;
    if (!framed || components < 1 || (!progressive && scanned > samples)) {
      throw CodestreamScan.unreadable("there are more scans than components");
    }
  }

  private void end() {
    if (!framed || scanned < samples) {
      throw CodestreamScan.unreadable("a component has no scan");
    }
    if (parameters && !jpegLs) {
      throw CodestreamScan.unreadable("parameters of JPEG-LS stand in a frame of JPEG");
    }
  }

  /** Two bytes; JPEG-LS allows three and four. */
  private void restart(int from, int to) {
    if (to - from < 2 || to - from > (jpegLs ? 4 : 2)) {
      throw wrongLength();
    }
  }

  private static void exactly(int needed, int from, int to) {
    if (to - from != needed) {
      throw wrongLength();
    }
  }

  private static org.therafed.dicom.dataset.DicomFault wrongLength() {
    return CodestreamScan.unreadable("a segment has another length than its content");
  }

  private void quantization(int from, int to) {
    int at = from;
    while (at < to) {
      at += 1 + 64 * (1 + (scan.u8(at) >> 4 & 1));
    }
    exactly(at - from, from, to);
    scan.table(from, to);
  }

  private void huffman(int from, int to) {
    int at = from;
    while (at < to) {
      int codes = 0;
      for (int i = 1; i <= 16; i++) {
        codes += scan.u8(at + i);
      }
      at += 17 + codes;
    }
    exactly(at - from, from, to);
    scan.table(from, to);
  }

  private void jfif(int from, int to) {
    if (!scan.startsWith(from, "JFIF\0") || to - from < JFIF_BYTES) {
      scan.surplus(from, to, Surplus.Kind.APPLICATION);
    } else {
      scan.table(from + "JFIF".length(), from + JFIF_BYTES);
      scan.surplus(from + JFIF_BYTES, to, Surplus.Kind.THUMBNAIL);
    }
  }

  private void adobe(int from, int to) {
    boolean known = scan.startsWith(from, "Adobe") && to - from >= ADOBE_BYTES;
    if (known) {
      scan.table(from + "Adobe".length(), from + ADOBE_BYTES);
    }
    scan.surplus(known ? from + ADOBE_BYTES : from, to, Surplus.Kind.APPLICATION);
  }

  /** Where the next marker stands that is no restart. */
  private int entropyCoded(int from) {
    int at = from;
    while (true) {
      while (scan.u8(at) != 0xFF) {
        at++;
      }
      int next = scan.u8(at + 1);
      boolean data = jpegLs ? next < 0x80 : next == 0;
      boolean restart = next >= 0xD0 && next <= 0xD7;
      if (!data && !restart && next != 0xFF) {
        return at;
      }
      at += next == 0xFF ? 1 : 2;
    }
  }
}
