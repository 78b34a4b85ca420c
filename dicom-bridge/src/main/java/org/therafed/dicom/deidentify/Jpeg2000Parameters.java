package org.therafed.dicom.deidentify;

import java.util.HashSet;
import java.util.Set;
import org.therafed.dicom.pixel.Codec;

/**
 * Marker segments of the headers of JPEG 2000 (ISO/IEC 15444-1 Annex A, 15444-2, 15444-15) that
 * decoders need: each as long as what it states, once, and with numbers that can be.
 */
final class Jpeg2000Parameters {
  static final int SIZ = 0xFF51;
  private static final int CAP = 0xFF50;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int PRF = 0xFF56;
  private static final int CPF = 0xFF59;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int RGN = 0xFF5E;
  private static final int POC = 0xFF5F;

  /** Multiple component transforms and the like of part 2. */
  private static final int FIRST_OF_PART_2 = 0xFF72;

  private static final int LAST_OF_PART_2 = 0xFF79;

  /** Of Rsiz: the codestream uses part 2. */
  private static final int PART_2 = 0x8000;

  private static final int MOST_LEVELS = 32;

  private final CodestreamScan scan;

  /** Components that the image has. */
  private final int samples;

  private int components;
  private boolean part2;
  private long tiles;

  Jpeg2000Parameters(CodestreamScan scan, int samples) {
    this.scan = scan;
    this.samples = samples;
  }

  /** Tiles of the image. */
  long tiles() {
    return tiles;
  }

  /** The segments of one header. */
  final class Header {
    private final Set<Integer> seen = new HashSet<>();

    /** Looks at a segment whose content stands between the bytes given. */
    void segment(int marker, int from, int to) {
      int component = 0;
      switch (marker) {
        case SIZ -> size(from, to);
        case CAP -> exactly(4 + 2 * Long.bitCount(scan.u32(from)), from, to);
        case PRF, CPF -> fits((to - from) % 2 == 0 && to - from <= 4);
        case COD -> coding(from + 5, to, scan.u8(from));
        case COC -> {
          component = component(from);
          coding(from + width() + 1, to, scan.u8(from + width()));
        }
        case QCD -> quantization(from, to);
        case QCC -> {
          component = component(from);
          quantization(from + width(), to);
        }
        case RGN -> {
          component = component(from);
          exactly(width() + 2, from, to);
        }
        case POC -> progression(from, to);
        default -> {
          fits(part2 && marker >= FIRST_OF_PART_2 && marker <= LAST_OF_PART_2);
          component = to;
        }
      }
      if (!seen.add(marker << 16 | component)) {
        throw CodestreamScan.unreadable("a segment stands twice in a header");
      }
      scan.numbers(from, to);
    }
  }

  /** Once; components beyond the image's would be a picture of their own. */
  private void size(int from, int to) {
    fits(components == 0);
    components = scan.u16(from + 34);
    exactly(36 + 3 * components, from, to);
    part2 = (scan.u16(from) & PART_2) != 0;
    fits(part2 || components == samples);
    for (int i = 0; i < components; i++) {
      int at = from + 36 + 3 * i;
      fits((scan.u8(at) & 0x7F) < 38 && scan.u8(at + 1) < ' ' && scan.u8(at + 2) < ' ');
      scan.coded(Codec.JPEG_2000, (scan.u8(at) & 0x7F) + 1);
    }
    long width = scan.u32(from + 2);
    long height = scan.u32(from + 6);
    long left = scan.u32(from + 10);
    long top = scan.u32(from + 14);
    long tileWidth = scan.u32(from + 18);
    long tileHeight = scan.u32(from + 22);
    long tileLeft = scan.u32(from + 26);
    long tileTop = scan.u32(from + 30);
    fits(left < 1 << 16 && top < 1 << 16 && tileLeft <= left && tileTop <= top);
    fits(width > left && height > top && width < 1 << 18 && height < 1 << 18);
    fits(isTile(tileWidth) && isTile(tileHeight));
    tiles = parts(width - tileLeft, tileWidth) * parts(height - tileTop, tileHeight);
  }

  /** Some encoders state the largest number there is for one tile. */
  private static boolean isTile(long side) {
    return side > 0 && (side < 1 << 18 || side == Integer.MAX_VALUE || side == 0xFFFFFFFFL);
  }

  private static long parts(long whole, long part) {
    return (whole + part - 1) / part;
  }

  /** Levels, code blocks, style, transform, and the sizes of precincts where they are stated. */
  private void coding(int from, int to, int style) {
    int levels = scan.u8(from);
    fits(part2 || levels <= MOST_LEVELS);
    exactly(5 + ((style & 1) != 0 ? levels + 1 : 0), from, to);
  }

  /** Exponents alone have no three last bits; steps are of two bytes. */
  private void quantization(int from, int to) {
    int style = scan.u8(from) & 0x1F;
    int length = to - from - 1;
    fits(length > 0 && length <= 2 * (3 * MOST_LEVELS + 1));
    if (style == 0 && !part2) {
      for (int at = from + 1; at < to; at++) {
        fits((scan.u8(at) & 7) == 0);
      }
    } else {
      fits(style == 1 ? length == 2 : length % 2 == 0);
    }
  }

  private void progression(int from, int to) {
    int length = 5 + 2 * width();
    fits((to - from) % length == 0);
    for (int at = from; at < to; at += length) {
      fits(scan.u8(at) <= MOST_LEVELS && scan.u8(at + width() + 3) <= MOST_LEVELS + 1);
      fits(scan.u8(at + length - 1) <= 4);
    }
  }

  private int width() {
    return components < 257 ? 1 : 2;
  }

  private int component(int from) {
    int component = width() == 1 ? scan.u8(from) : scan.u16(from);
    fits(component < components);
    return component + 1;
  }

  private static void exactly(int needed, int from, int to) {
    fits(to - from == needed);
  }

  private static void fits(boolean fits) {
    if (!fits) {
      throw CodestreamScan.unreadable("a segment states what cannot be, or is of no known kind");
    }
  }
}
