package org.therafed.dicom.pixel;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * JPEG 2000 (ISO/IEC 15444-1) as archives write it without loss: the 5-3 transform, one tile, one
 * precinct a resolution, no variants of the coding style. Another shape is left to others.
 */
final class ReversibleJpeg2000 {
  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int TLM = 0xFF55;
  private static final int PLT = 0xFF58;
  private static final int CRG = 0xFF63;
  private static final int COM = 0xFF64;
  private static final int SOT = 0xFF90;
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;
  private static final int SOP = 0x91;
  private static final int EPH = 0x92;
  private static final int SOP_BYTES = 6;
  private static final int MOST_LEVELS = 32;

  /** Samples of 16 bits need 20 or so; with more, sums would not be those of other decoders. */
  private static final int MOST_PLANES = 26;

  /** Of Rsiz: no profile, 0 or 1; others are more than part 1 had. */
  private static final int MOST_PROFILE = 2;

  /** Of a code block, as a power of two: with smaller ones, large images have too many. */
  private static final int LEAST_SIDE = 4;

  /** A precinct of the largest size covers images up to this side. */
  private static final int PRECINCT = 1 << 15;

  private final byte[] in;
  private final PixelFormat format;
  private final int end;
  private int precision;
  private boolean signed;
  private int style = -1;
  private int order;
  private int layers;
  private boolean transform;
  private int levels;
  private int side;
  private int sideDown;

  /** By component: where its guard bits stand, and its exponents behind them. */
  private final int[] quantization;

  /** By component: whether the header that is read has its own. */
  private final boolean[] seen;

  private ReversibleJpeg2000(byte[] in, PixelFormat format) {
    this.in = in;
    this.format = format;
    this.end = in.length;
    this.quantization = new int[format.samples()];
    this.seen = new boolean[format.samples()];
  }

  /**
   * Decodes a bare codestream whose size has been found to fit the image.
   *
   * @return false where it is of another shape; no line was given then
   * @throws DicomFault {@code PIXELS_INVALID} where it ends too early or its packets cannot be
   */
  static boolean decode(byte[] codestream, PixelFormat format, SampleLines lines) {
    ReversibleJpeg2000 decoder = new ReversibleJpeg2000(codestream, format);
    int[][] components;
    try {
      components = decoder.run();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_INVALID, "the JPEG 2000 codestream ends early or is damaged", e);
    }
    if (components.length == 0) {
      return false;
    }
    for (int row = 0; row < format.rows(); row++) {
      for (int i = 0; i < components.length; i++) {
        lines.line(components[i], row * format.columns(), row, i, decoder.precision);
      }
    }
    return true;
  }

  private int u8(int at) {
    return in[at] & 0xFF;
  }

  private int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  private int i32(int at) {
    return u16(at) << 16 | u16(at + 2);
  }

  /** All components; none where the shape is another one. */
  private int[][] run() {
    int at = 2;
    while (u16(at) != SOT) {
      int marker = u16(at);
      boolean fits =
          switch (marker) {
            case SIZ -> size(at + 4);
            case COD -> coding(at + 4, at + 2 + u16(at + 2));
            case QCD -> quantization(at + 4, at + 2 + u16(at + 2));
            case QCC -> ofComponent(at + 4, at + 2 + u16(at + 2));
            case COM, TLM, CRG -> true;
            default -> false;
          };
      if (!fits) {
        return new int[0][];
      }
      at += 2 + u16(at + 2);
    }
    byte[] packets = packets(at);
    if (precision == 0 || style < 0 || quantization[0] == 0 || packets.length == 0) {
      return new int[0][];
    }
    return components(packets);
  }

  /** One tile that begins where the image does, components of full size and one kind. */
  private boolean size(int from) {
    int count = u16(from + 34);
    boolean fits =
        count == format.samples()
            && precision == 0
            && u16(from) <= MOST_PROFILE
            && i32(from + 2) == format.columns()
            && i32(from + 6) == format.rows();
    for (int at = from + 10; at < from + 34; at += 4) {
      boolean tile = at == from + 18 || at == from + 22;
      int side = at == from + 18 ? format.columns() : format.rows();
      int stated = i32(at);
      fits &= tile ? stated < 0 || stated >= side : stated == 0;
    }
    precision = (u8(from + 36) & 0x7F) + 1;
    signed = u8(from + 36) > 0x7F;
    for (int i = 0; i < count && fits; i++) {
      int at = from + 36 + 3 * i;
      fits = u8(at) == u8(from + 36) && u8(at + 1) == 1 && u8(at + 2) == 1;
    }
    return fits && precision <= 16 && format.columns() <= PRECINCT && format.rows() <= PRECINCT;
  }

  /** A.6.1: no precincts, no variants, 5-3. */
  private boolean coding(int from, int to) {
    boolean first = style < 0;
    style = u8(from);
    order = u8(from + 1);
    layers = u16(from + 2);
    int mixed = u8(from + 4);
    levels = u8(from + 5);
    side = u8(from + 6) + 2;
    sideDown = u8(from + 7) + 2;
    transform = mixed == 1;
    return first
        && to == from + 10
        && (style & ~6) == 0
        && order <= 4
        && layers > 0
        && (mixed == 0 || (mixed == 1 && format.samples() >= 3))
        && levels <= MOST_LEVELS
        && side >= LEAST_SIDE
        && sideDown >= LEAST_SIDE
        && side + sideDown <= 12
        && u8(from + 8) == 0
        && u8(from + 9) == 1;
  }

  /** A.6.4, for all components; those that have their own come behind it. */
  private boolean quantization(int from, int to) {
    boolean first = quantization[0] == 0;
    Arrays.fill(quantization, from);
    return first && exponents(from, to);
  }

  /** A.6.5. */
  private boolean ofComponent(int from, int to) {
    int component = u8(from);
    if (quantization[0] == 0 || component >= quantization.length || seen[component]) {
      return false;
    }
    seen[component] = true;
    quantization[component] = from + 1;
    return exponents(from + 1, to);
  }

  /** Exponents without steps, one for each subband. */
  private boolean exponents(int from, int to) {
    boolean all = (u8(from) & 31) == 0 && style >= 0 && to - from - 1 >= 3 * levels + 1;
    for (int i = 0; all && i <= 3 * levels; i++) {
      all = planes(from, i) <= MOST_PLANES;
    }
    return all;
  }

  /** What the parts of the tile hold, one after another; nothing where there is more to them. */
  private byte[] packets(int first) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(end - first);
    Arrays.fill(seen, false);
    int at = first;
    int part = 0;
    while (at < end - 1 && u16(at) == SOT) {
      int length = i32(at + 6);
      int limit = length == 0 ? end : at + length;
      if (length > end - at) {
        throw new ArrayIndexOutOfBoundsException("a part of a tile behind the end");
      }
      int tile = u16(at + 4);
      int data = at + 12;
      boolean due = u8(at + 10) == part++ && (u8(at + 11) == 0 || u8(at + 11) >= part);
      while (u16(data) != SOD) {
        int marker = u16(data);
        boolean own = marker == QCC && ofComponent(data + 4, data + 2 + u16(data + 2));
        if (marker != COM && marker != PLT && !own) {
          return new byte[0];
        }
        data += 2 + u16(data + 2);
      }
      if (!due || tile != 0 || u16(at + 2) != 10 || limit < data + 2 || limit > end) {
        return new byte[0];
      }
      all.write(in, data + 2, limit - data - 2);
      at = limit;
    }
    boolean whole = at >= end - 1 || u16(at) == EOC;
    return whole ? all.toByteArray() : new byte[0];
  }

  private int[][] components(byte[] packets) {
    int count = format.samples();
    List<List<List<Subband>>> subbands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      subbands.add(subbands(quantization[i]));
    }
    read(new PacketBits(packets, 0, packets.length), subbands);
    int[][] values = new int[count][format.rows() * format.columns()];
    CodeBlockDecoder decoder = new CodeBlockDecoder();
    for (int i = 0; i < count; i++) {
      for (List<Subband> resolution : subbands.get(i)) {
        for (Subband subband : resolution) {
          subband.decode(packets, decoder, values[i]);
        }
      }
      for (int level = levels - 1; level >= 0; level--) {
        ReversibleWavelet.inverse(
            values[i], part(format.columns(), level), part(format.rows(), level), format.columns());
      }
    }
    if (transform) {
      unmix(values);
    }
    for (int[] component : values) {
      shift(component);
    }
    return values;
  }

  /** The side of the image at a level, 0 for the whole one. */
  private static int part(int whole, int level) {
    return (int) ((whole + (1L << level) - 1) >> level);
  }

  /** Mb of a subband, E-2. */
  private int planes(int quantized, int subband) {
    return (u8(quantized) >> 5) + (u8(quantized + 1 + subband) >> 3) - 1;
  }

  /** By resolution, the lowest first; coefficients lie as the transform takes them. */
  private List<List<Subband>> subbands(int quantized) {
    List<List<Subband>> all = new ArrayList<>();
    int w = part(format.columns(), levels);
    int h = part(format.rows(), levels);
    all.add(List.of(subband(0, planes(quantized, 0), w, h, 0)));
    for (int level = levels - 1; level >= 0; level--) {
      int highWidth = part(format.columns(), level) - w;
      int highHeight = part(format.rows(), level) - h;
      int first = 3 * (levels - level) - 2;
      int down = h * format.columns();
      all.add(
          List.of(
              subband(1, planes(quantized, first), highWidth, h, w),
              subband(0, planes(quantized, first + 1), w, highHeight, down),
              subband(2, planes(quantized, first + 2), highWidth, highHeight, down + w)));
      w += highWidth;
      h += highHeight;
    }
    return all;
  }

  private Subband subband(int kind, int planes, int width, int height, int from) {
    return new Subband(kind, planes, width, height, side, sideDown, from, format.columns());
  }

  /** Packets in the order of B.12.1; with one precinct, positions make no difference. */
  private void read(PacketBits bits, List<List<List<Subband>>> subbands) {
    int resolutions = levels + 1;
    int count = format.samples();
    int[] sizes =
        switch (order) {
          case 0 -> new int[] {layers, resolutions, count};
          case 1 -> new int[] {resolutions, layers, count};
          case 2 -> new int[] {resolutions, count, layers};
          default -> new int[] {count, resolutions, layers};
        };
    for (int a = 0; a < sizes[0]; a++) {
      for (int b = 0; b < sizes[1]; b++) {
        for (int c = 0; c < sizes[2]; c++) {
          switch (order) {
            case 0 -> packet(bits, a, subbands.get(c).get(b));
            case 1 -> packet(bits, b, subbands.get(c).get(a));
            case 2 -> packet(bits, c, subbands.get(b).get(a));
            default -> packet(bits, c, subbands.get(a).get(b));
          }
        }
      }
    }
  }

  /** B.9 and B.10. */
  private void packet(PacketBits bits, int layer, List<Subband> resolution) {
    if ((style & 2) != 0) {
      bits.skip(SOP, SOP_BYTES);
    }
    boolean something = bits.bit() == 1;
    if (something) {
      resolution.forEach(subband -> subband.header(layer, bits));
    }
    bits.align();
    if ((style & 4) != 0) {
      bits.skip(EPH, 2);
    }
    if (something) {
      resolution.forEach(subband -> subband.body(bits));
    }
  }

  /** The reversible transform of three components, G.2.2. */
  private static void unmix(int[][] values) {
    for (int i = 0; i < values[0].length; i++) {
      int u = values[1][i];
      int v = values[2][i];
      int green = values[0][i] - ((u + v) >> 2);
      values[0][i] = v + green;
      values[1][i] = green;
      values[2][i] = u + green;
    }
  }

  /** G.1.2, and what is beyond the range becomes its end. */
  private void shift(int[] component) {
    int half = 1 << (precision - 1);
    int add = signed ? 0 : half;
    for (int i = 0; i < component.length; i++) {
      component[i] = Math.max(-half, Math.min(half - 1, component[i])) + add;
    }
  }
}
