package org.therafed.dicom.deidentify;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.pixel.Codec;

/**
 * Marker segments of JPEG (ISO/IEC 10918-1 Annex B) and JPEG-LS (ISO/IEC 14495-1 Annex C). Comments
 * and application data are surplus, but for what tells how colours are coded: JFIF, Adobe's APP14
 * and the colour transform in APP8 of JPEG-LS; so are tables that no scan uses.
 */
final class JpegSegments {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int TEM = 0x01;
  private static final int JFIF_BYTES = 14;
  private static final int ADOBE_BYTES = 12;

  private static final int LSE = 0xF8;
  private static final int JPEG_LS = 0xF7;

  /** Type, and the five parameters of JPEG-LS; the other types are of no use in DICOM. */
  private static final int PARAMETER_BYTES = 11;

  /** Components that the image has. */
  private final int samples;

  private final CodestreamScan scan;
  private final JpegTables tables;

  /** Marker of the frame header; 0 before it. */
  private int process;

  /** Where the components of the frame header begin. */
  private int components;

  private boolean parameters;
  private boolean restarts;
  private boolean lines;
  private boolean jfif;
  private boolean adobe;
  private int scanned;

  private JpegSegments(CodestreamScan scan, int samples) {
    this.scan = scan;
    this.tables = new JpegTables(scan);
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
      case 0xC0,
          0xC1,
          0xC2,
          0xC3,
          0xC5,
          0xC6,
          0xC7,
          0xC9,
          0xCA,
          0xCB,
          0xCD,
          0xCE,
          0xCF,
          JPEG_LS -> {
        exactly(6 + 3 * scan.u8(from + 5), from, to);
        scan.coded(marker == JPEG_LS ? Codec.JPEG_LS : Codec.JPEG, scan.u8(from));
        frameHeader(marker, from + 6, scan.u8(from + 5));
      }
      case SOS -> {
        exactly(4 + 2 * scan.u8(from), from, to);
        scanHeader(from, scan.u8(from));
      }
      case 0xDC -> numberOfLines(from, to);
      case 0xDD -> restart(from, to);
      case 0xDB -> tables.quantization(from, to);
      case 0xC4 -> tables.huffman(from, to);
      case 0xCC -> tables.conditioning(from, to);
      case LSE -> parameters(from, to);
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
  private void frameHeader(int marker, int first, int count) {
    if (process != 0) {
      throw CodestreamScan.unreadable("there are two frame headers");
    }
    if (count != samples) {
      throw CodestreamScan.unreadable("the frame header has other components than the image");
    }
    process = marker;
    components = first;
  }

  private boolean jpegLs() {
    return process == JPEG_LS;
  }

  private boolean lossless() {
    return jpegLs() || (process & 3) == 3;
  }

  private boolean progressive() {
    return !jpegLs() && (process & 3) == 2;
  }

  /** Only progressive coding comes back to a component; what comes otherwise is no pixels. */
  private void scanHeader(int from, int count) {
    scanned += count;
    if (process == 0 || count < 1 || (!progressive() && scanned > samples)) {
      throw CodestreamScan.unreadable("there are more scans than components");
    }
    restarts = false;
    int start = scan.u8(from + 1 + 2 * count);
    boolean refines = scan.u8(from + 3 + 2 * count) >> 4 > 0;
    for (int i = 0; i < count && !jpegLs(); i++) {
      int selector = scan.u8(from + 2 + 2 * i);
      int component = component(scan.u8(from + 1 + 2 * i), i);
      if (!lossless()) {
        tables.dequantizes(component, scan.u8(components + 3 * component + 2));
      }
      if (lossless() || !progressive() || (start == 0 && !refines)) {
        tables.decodesDc(selector >> 4);
      }
      if (!lossless() && (!progressive() || start > 0)) {
        tables.decodesAc(selector & 15);
      }
    }
  }

  /** By its name in the frame header; some encoders name it otherwise, then by its place. */
  private int component(int name, int place) {
    for (int i = 0; i < samples; i++) {
      if (scan.u8(components + 3 * i) == name) {
        return i;
      }
    }
    return Math.min(place, samples - 1);
  }

  private void end() {
    if (process == 0 || scanned < samples) {
      throw CodestreamScan.unreadable("a component has no scan");
    }
    if (parameters && !jpegLs()) {
      throw CodestreamScan.unreadable("parameters of JPEG-LS stand in a frame of JPEG");
    }
    tables.judge();
  }

  /** Two bytes, once before a scan; JPEG-LS allows three and four. */
  private void restart(int from, int to) {
    if (restarts || to - from < 2 || to - from > (jpegLs() ? 4 : 2)) {
      throw wrongLength();
    }
    restarts = true;
  }

  private void numberOfLines(int from, int to) {
    exactly(2, from, to);
    if (lines || scanned == 0) {
      throw CodestreamScan.unreadable("the number of lines is stated twice or before a scan");
    }
    lines = true;
  }

  /** The parameters of coding, once; tables that map values are not used in DICOM. */
  private void parameters(int from, int to) {
    if (parameters || to - from != PARAMETER_BYTES || scan.u8(from) != 1) {
      throw CodestreamScan.unreadable("parameters of JPEG-LS are twice, or of a kind without use");
    }
    parameters = true;
    int most = scan.u16(from + 1);
    int before = 0;
    for (int at = from + 3; at < from + 9; at += 2) {
      int threshold = scan.u16(at);
      if (threshold != 0 && (threshold < before || (most != 0 && threshold > most))) {
        throw CodestreamScan.unreadable("thresholds of JPEG-LS do not rise");
      }
      before = Math.max(before, threshold);
    }
    scan.numbers(from, to);
  }

  private static void exactly(int needed, int from, int to) {
    if (to - from != needed) {
      throw wrongLength();
    }
  }

  private static DicomFault wrongLength() {
    return CodestreamScan.unreadable("a segment has another length than its content");
  }

  /** Version and resolution stay where they are such; a second segment says nothing to anybody. */
  private void jfif(int from, int to) {
    if (jfif || !scan.startsWith(from, "JFIF\0") || to - from < JFIF_BYTES) {
      scan.surplus(from, to, Surplus.Kind.APPLICATION);
      return;
    }
    jfif = true;
    boolean plain =
        scan.u16(from + 5) >> 8 == 1
            && scan.u8(from + 6) <= 2
            && scan.u8(from + 7) <= 2
            && scan.u8(from + 8) < ' '
            && scan.u8(from + 10) < ' ';
    if (plain) {
      scan.table(from + 5, from + 12);
    } else {
      scan.surplus(from + 5, from + 12, Surplus.Kind.APPLICATION);
    }
    int thumbnail = 3 * scan.u8(from + 12) * scan.u8(from + 13);
    boolean fits = thumbnail == to - from - JFIF_BYTES;
    scan.surplus(fits ? from + JFIF_BYTES : from + 12, to, Surplus.Kind.THUMBNAIL);
  }

  /** What decoders need is the last byte alone, the kind of colour transform. */
  private void adobe(int from, int to) {
    if (adobe || !scan.startsWith(from, "Adobe") || to - from < ADOBE_BYTES) {
      scan.surplus(from, to, Surplus.Kind.APPLICATION);
      return;
    }
    adobe = true;
    if (scan.u8(from + 11) > 2) {
      throw CodestreamScan.unreadable("a colour transform is none that is known");
    }
    boolean plain =
        scan.u8(from + 5) == 0
            && (scan.u16(from + 7) & 0x3FFF) == 0
            && (scan.u16(from + 9) & 0x3FFF) == 0;
    if (!plain) {
      scan.surplus(from + 5, from + 11, Surplus.Kind.APPLICATION);
    }
    scan.surplus(from + ADOBE_BYTES, to, Surplus.Kind.APPLICATION);
  }

  /** Where the next marker stands that is no restart. */
  private int entropyCoded(int from) {
    int at = from;
    while (true) {
      at = scan.nextMarker(at);
      int next = scan.u8(at + 1);
      boolean data = jpegLs() ? next < 0x80 : next == 0;
      boolean restart = next >= 0xD0 && next <= 0xD7;
      if (!data && !restart && next != 0xFF) {
        return at;
      }
      at += next == 0xFF ? 1 : 2;
    }
  }
}
