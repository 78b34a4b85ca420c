package org.therafed.dicom.dataset;

import java.util.Optional;

/** Value representations of PS3.5 section 6.2. */
public enum VR {
  AE(Kind.TEXT, 1, false),
  AS(Kind.TEXT, 1, false),
  AT(Kind.TAG, 2, false),
  CS(Kind.TEXT, 1, false),
  DA(Kind.TEXT, 1, false),
  DS(Kind.TEXT, 1, false),
  DT(Kind.TEXT, 1, false),
  FD(Kind.FLOAT, 8, false),
  FL(Kind.FLOAT, 4, false),
  IS(Kind.TEXT, 1, false),
  LO(Kind.CHARSET_TEXT, 1, false),
  LT(Kind.CHARSET_TEXT, 1, false),
  OB(Kind.BINARY, 1, true),
  OD(Kind.BINARY, 8, true),
  OF(Kind.BINARY, 4, true),
  OL(Kind.BINARY, 4, true),
  OV(Kind.BINARY, 8, true),
  OW(Kind.BINARY, 2, true),
  PN(Kind.CHARSET_TEXT, 1, false),
  SH(Kind.CHARSET_TEXT, 1, false),
  SL(Kind.SIGNED, 4, false),
  SQ(Kind.SEQUENCE, 1, true),
  SS(Kind.SIGNED, 2, false),
  ST(Kind.CHARSET_TEXT, 1, false),
  SV(Kind.SIGNED, 8, true),
  TM(Kind.TEXT, 1, false),
  UC(Kind.CHARSET_TEXT, 1, true),
  UI(Kind.TEXT, 1, false),
  UL(Kind.UNSIGNED, 4, false),
  UN(Kind.BINARY, 1, true),
  UR(Kind.TEXT, 1, true),
  US(Kind.UNSIGNED, 2, false),
  UT(Kind.CHARSET_TEXT, 1, true),
  UV(Kind.UNSIGNED, 8, true);

  /** How the bytes of a value are to be understood. */
  public enum Kind {
    /** Characters of the default repertoire. */
    TEXT,
    /** Characters of the Specific Character Set (0008,0005). */
    CHARSET_TEXT,
    /** Signed integers. */
    SIGNED,
    /** Unsigned integers. */
    UNSIGNED,
    /** IEEE 754 numbers. */
    FLOAT,
    /** Pairs of 16-bit numbers naming a data element. */
    TAG,
    /** Bytes or words without further meaning here. */
    BINARY,
    /** Items. */
    SEQUENCE
  }

  private static final VR[] BY_CODE = new VR[26 * 26];

  static {
    for (VR vr : values()) {
      BY_CODE[vr.code] = vr;
    }
  }

  private final Kind kind;
  private final int width;
  private final boolean longForm;
  private final int code;

  VR(Kind kind, int width, boolean longForm) {
    this.kind = kind;
    this.width = width;
    this.longForm = longForm;
    this.code = index(name().charAt(0), name().charAt(1));
  }

  private static int index(int first, int second) {
    return (first - 'A') * 26 + (second - 'A');
  }

  /** The VR of two code characters; empty where PS3.5 knows none. */
  public static Optional<VR> of(int first, int second) {
    return Optional.ofNullable(lookup(first, second));
  }

  /** As {@link #of}, {@code null} where unknown: for the inner loop of readers. */
  public static VR lookup(int first, int second) {
    if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
      return null;
    }
    return BY_CODE[index(first, second)];
  }

  /** The two letters as one number below 1024. */
  public int code() {
    return code;
  }

  /** The VR of a {@link #code}. */
  public static VR ofCode(int code) {
    return BY_CODE[code];
  }

  /** How the bytes of a value are to be understood. */
  public Kind kind() {
    return kind;
  }

  /** Bytes of one number or word; also the unit that changes with the byte order. */
  public int width() {
    return width;
  }

  /** Whether explicit VR encodes the length in 32 bits after two reserved bytes. */
  public boolean longForm() {
    return longForm;
  }

  /** Whether values are characters of either kind. */
  public boolean isText() {
    return kind == Kind.TEXT || kind == Kind.CHARSET_TEXT;
  }

  /** Whether a backslash separates values. False for LT, ST, UT and UR. */
  public boolean isMultiText() {
    return isText() && this != LT && this != ST && this != UT && this != UR;
  }

  /** The byte that fills a value to even length. */
  public byte padding() {
    return isText() && this != UI ? (byte) ' ' : 0;
  }
}
