package org.therafed.dicom.deidentify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.pixel.Codec;

/** A compressed frame while its segments are walked through: what is surplus, and its tables. */
final class CodestreamScan {
  /** What encoders write of themselves, and nobody else: it stays. */
  private static final Pattern ENCODER =
      Pattern.compile(
          "(CREATOR: gd-jpeg v\\d\\.\\d \\(using IJG JPEG v\\d{2}[a-e]?\\)"
              + "(, (default quality|quality = \\d{1,3}))?"
              + "|LEAD Technologies Inc\\. V\\d\\.\\d{2}"
              + "|Lavc\\d{2}(\\.\\d{1,3}){0,2}"
              + "|Kakadu-v?\\d(\\.\\d{1,2}){0,3}"
              + "|(Created by )?(GDCM/)?OpenJPEG version \\d(\\.\\d{1,2}){0,2}"
              + "|OpenJPH Ver \\d(\\.\\d{1,2}){0,2}\\.?)?");

  private final byte[] bytes;
  private final List<Surplus> surplus = new ArrayList<>();
  private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
  private Codec codec;
  private int codedBits;

  CodestreamScan(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  int u8(int at) {
    if (at >= bytes.length) {
      throw unreadable("it ends inside a segment");
    }
    return bytes[at] & 0xFF;
  }

  /** The next byte that markers begin with. */
  int nextMarker(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != (byte) 0xFF) {
      at++;
    }
    if (at >= bytes.length) {
      throw unreadable("it ends inside a segment");
    }
    return at;
  }

  int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  long u32(int at) {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  boolean startsWith(int at, String ascii) {
    return at + ascii.length() <= bytes.length && ascii.equals(text(at, at + ascii.length()));
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Notes what stands behind the end; one byte makes the length even, whatever it is. */
  void behind(int end) {
    if (bytes.length - end > 1) {
      surplus(end, bytes.length, Surplus.Kind.TRAILING);
    }
  }

  /** Notes bytes that have to go, unless they are zeros, which say nothing. */
  void surplus(int from, int to, Surplus.Kind kind) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        surplus.add(new Surplus(i, to, kind));
        return;
      }
    }
  }

  /** Notes a comment, unless it is the name of an encoder. */
  void comment(int from, int to) {
    String text = text(from, to).replace('\0', ' ').strip();
    if (!ENCODER.matcher(text).matches()) {
      surplus(from, to, Surplus.Kind.COMMENT);
    }
  }

  /** Notes bytes that stay though nothing decides on what they are. */
  void table(int from, int to) {
    tables.write(bytes, from, to - from);
  }

  /** Notes numbers that stay, of which a decoder takes any: they are no text. */
  void numbers(int from, int to) {
    table(from, to);
    if (HiddenText.in(Arrays.copyOfRange(bytes, from, to), false)) {
      throw unreadable("numbers within it read like text");
    }
  }

  /** Notes a segment of JPEG 2000 that no decoder needs: it becomes a comment of zeros. */
  void optional(int marker, int to) {
    surplus.add(new Surplus(marker + 4, to, Surplus.Kind.TABLE, marker + 1));
  }

  /** Notes with how many bits a component is coded, as the header of the frame says. */
  void coded(Codec by, int bits) {
    codec = by;
    codedBits = Math.max(codedBits, bits);
  }

  /** What the frame is coded with; empty where it states no bits. */
  Optional<Codec> codec() {
    return Optional.ofNullable(codec);
  }

  /** The most bits with which a component is coded. */
  int codedBits() {
    return codedBits;
  }

  /** What has to go. */
  List<Surplus> found() {
    return surplus;
  }

  /** All tables that stay. */
  byte[] tables() {
    return tables.toByteArray();
  }

  static DicomFault unreadable(String why) {
    return DicomFault.of(
        DicomFaultCode.PIXELS_NOT_CLEANABLE,
        "the segments of a compressed frame cannot be told apart: " + why);
  }
}
