package org.therafed.dicom.deidentify;

/**
 * Bytes of a compressed frame that no decoder of its pixels needs.
 *
 * @param from of the frame's first byte, inclusive
 * @param to exclusive
 * @param kind what they are
 */
record Surplus(int from, int to, Kind kind) {

  /** What the bytes are, in the words of the report. */
  enum Kind {
    COMMENT("comment segments"),
    APPLICATION("application segments"),
    THUMBNAIL("thumbnails"),
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
