package org.therafed.dicom.deidentify;

/**
 * Bytes of a compressed frame that no decoder of its pixels needs.
 *
 * @param from of the frame's first byte, inclusive
 * @param to exclusive
 * @param kind what they are
 * @param renamed where the second byte of a marker of JPEG 2000 stands that becomes that of a
 *     comment; {@link #NONE} where the marker stays
 */
record Surplus(int from, int to, Kind kind, int renamed) {
  static final int NONE = -1;

  /** Second byte of the marker of a comment in JPEG 2000. */
  static final byte COMMENT_MARKER = 0x64;

  Surplus(int from, int to, Kind kind) {
    this(from, to, kind, NONE);
  }

  /** What the bytes are, in the words of the report. */
  enum Kind {
    COMMENT("comment segments"),
    APPLICATION("application segments"),
    THUMBNAIL("thumbnails"),
    TABLE("tables that no decoder needs"),
    BOX("boxes"),
    TRAILING("bytes beyond the pixels");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
