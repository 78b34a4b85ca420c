package org.therafed.dicom.deidentify;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * Marker segments of JPEG 2000 codestreams (ISO/IEC 15444-1 Annex A, 15444-2 and 15444-15) and,
 * where a device wrapped the codestream, boxes of JP2 (Annex I).
 */
final class Jpeg2000Segments {
  private static final int SOC = 0xFF4F;
  private static final int SIZ = Jpeg2000Parameters.SIZ;
  private static final int TLM = 0xFF55;
  private static final int PLM = 0xFF57;
  private static final int PLT = 0xFF58;
  private static final int CRG = 0xFF63;
  private static final int COM = 0xFF64;
  private static final int SOT = 0xFF90;
  private static final int SOP = 0x91;
  private static final int EPH = 0x92;
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;

  private static final long SIGNATURE_BOX = 0x6A502020L;
  private static final long FILE_TYPE = 0x66747970L;
  private static final long HEADER = 0x6A703268L;
  private static final long COLOUR = 0x636F6C72L;
  private static final long CODESTREAM = 0x6A703263L;

  private final CodestreamScan scan;
  private final Jpeg2000Parameters parameters;
  private final Jpeg2000Lengths lengths;

  private Jpeg2000Segments(CodestreamScan scan, int samples) {
    this.scan = scan;
    this.parameters = new Jpeg2000Parameters(scan, samples);
    this.lengths = new Jpeg2000Lengths(scan);
  }

  static boolean begin(CodestreamScan scan) {
    return scan.length() > 12 && (isCodestream(scan, 0) || isBoxed(scan));
  }

  private static boolean isCodestream(CodestreamScan scan, int at) {
    return scan.u16(at) == SOC && scan.u16(at + 2) == SIZ;
  }

  private static boolean isBoxed(CodestreamScan scan) {
    return scan.u32(0) == 12 && scan.u32(4) == SIGNATURE_BOX;
  }

  /** Walks through the frame of an image. */
  static void walk(CodestreamScan scan, DataSet image) {
    Jpeg2000Segments segments =
        new Jpeg2000Segments(scan, image.integer(Tag.SamplesPerPixel).orElse(1));
    if (isBoxed(scan)) {
      segments.boxes();
    } else {
      segments.codestream(0, scan.length());
    }
  }

  private record Box(long type, int content, int end) {}

  private Box box(int at, int limit) {
    long length = scan.u32(at);
    int content = at + 8;
    if (length == 1) {
      length = scan.u32(at + 8) << 32 | scan.u32(at + 12);
      content = at + 16;
    }
    long end = length == 0 ? limit : at + length;
    if (end < content || end > limit) {
      throw CodestreamScan.unreadable("a box is longer than what holds it");
    }
    return new Box(scan.u32(at + 4), content, (int) end);
  }

  private void boxes() {
    int at = 0;
    boolean pixels = false;
    while (at + 8 <= scan.length()) {
      Box box = box(at, scan.length());
      if (box.type() == CODESTREAM) {
        if (pixels) {
          throw CodestreamScan.unreadable("two boxes hold a codestream");
        }
        codestream(box.content(), box.end());
        pixels = true;
      } else if (box.type() == HEADER) {
        header(box);
      } else if (box.type() == FILE_TYPE) {
        brands(box);
      } else if (box.type() == SIGNATURE_BOX) {
        scan.surplus(box.content() + 4, box.end(), Surplus.Kind.BOX);
      } else {
        scan.surplus(box.content(), box.end(), Surplus.Kind.BOX);
      }
      at = box.end();
      if (pixels && scan.length() - at < 8) {
        break;
      }
    }
    if (!pixels) {
      throw CodestreamScan.unreadable("no box holds a codestream");
    }
    scan.behind(at);
  }

  /** The brand, its version, and brands it is compatible with: four letters each. */
  private void brands(Box box) {
    boolean known = (box.end() - box.content()) % 4 == 0;
    for (int at = box.content(); known && at < box.end(); at += 4) {
      boolean version = at == box.content() + 4;
      known = version ? scan.u32(at) <= 1 : scan.startsWith(at, "jp") || scan.startsWith(at, "J2P");
    }
    if (!known) {
      throw CodestreamScan.unreadable("the brands of the boxes are none of JPEG 2000");
    }
  }

  private void header(Box header) {
    int at = header.content();
    while (at < header.end()) {
      Box box = box(at, header.end());
      String type = Long.toHexString(box.type());
      switch (type) {
        // Image header, bits of components, channels.
        case "69686472" -> numbers(box, box.end() - box.content() == 14);
        case "62706363" -> numbers(box, box.end() - box.content() <= 4);
        case "63646566" -> numbers(box, box.end() - box.content() <= 2 + 6 * 4);
        case "70636c72", "636d6170" ->
            throw CodestreamScan.unreadable("a palette lies in its boxes");
        default -> {
          if (box.type() != COLOUR) {
            scan.surplus(box.content(), box.end(), Surplus.Kind.BOX);
          } else if (scan.u8(box.content()) != 1 || box.end() - box.content() != 7) {
            throw CodestreamScan.unreadable("a colour profile lies in its boxes");
          }
        }
      }
      at = box.end();
    }
  }

  private void numbers(Box box, boolean fits) {
    if (!fits) {
      throw CodestreamScan.unreadable("a box has another length than its content");
    }
    scan.numbers(box.content(), box.end());
  }

  private void codestream(int from, int limit) {
    if (limit - from < 4 || !isCodestream(scan, from)) {
      throw CodestreamScan.unreadable("it does not begin with the size of the image");
    }
    int at = header(from + 2, limit, SOT);
    while (at < limit && scan.u16(at) == SOT) {
      at = tilePart(at, limit);
    }
    if (at + 2 <= limit && scan.u16(at) == EOC) {
      at += 2;
    } else if (at < limit) {
      throw CodestreamScan.unreadable("neither a tile nor the end follows a tile");
    }
    lengths.end();
    if (limit == scan.length()) {
      scan.behind(at);
    } else {
      scan.surplus(at, limit, Surplus.Kind.TRAILING);
    }
  }

  /** Segments up to the marker given; where that stands. */
  private int header(int from, int limit, int until) {
    Jpeg2000Parameters.Header header = parameters.new Header();
    int at = from;
    while (scan.u16(at) != until) {
      int marker = scan.u16(at);
      int to = at + 2 + scan.u16(at + 2);
      if (to < at + 4 || to > limit) {
        throw CodestreamScan.unreadable("a segment is longer than the frame");
      }
      switch (marker) {
        case COM -> comment(at, to);
        case PLM, CRG -> scan.optional(at, to);
        case TLM -> lengths.tileParts(at, to);
        case PLT -> lengths.packets(at, to);
        default -> header.segment(marker, at + 4, to);
      }
      at = to;
    }
    return at;
  }

  /** Registration tells binary from text and nothing else. */
  private void comment(int marker, int to) {
    if (to < marker + 6 || scan.u16(marker + 4) > 1) {
      scan.surplus(marker + 4, to, Surplus.Kind.COMMENT);
    } else {
      scan.comment(marker + 6, to);
    }
  }

  private int tilePart(int start, int limit) {
    long stated = scan.u32(start + 6);
    if (scan.u16(start + 2) != 10) {
      throw CodestreamScan.unreadable("a tile's header has another length than ten");
    }
    int data = header(start + 12, limit, SOD) + 2;
    long end = stated == 0 ? untilEnd(data, limit) : start + stated;
    if (end < data || end > limit) {
      throw CodestreamScan.unreadable("a tile is longer than the frame");
    }
    lengths.tilePart(start, data, (int) end, parameters.tiles());
    return (int) end;
  }

  /** In packets no byte FF is followed by one above 8F, but for the markers of packets. */
  private int untilEnd(int from, int limit) {
    for (int at = from; at + 1 < limit; at++) {
      int next = scan.u8(at) == 0xFF ? scan.u8(at + 1) : 0;
      if (next > 0x8F && next != SOP && next != EPH) {
        return at;
      }
    }
    return limit;
  }
}
