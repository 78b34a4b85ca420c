package org.therafed.dicom.dataset;

import java.util.Locale;

/**
 * Input or a peer that cannot be gone on with. The message holds codes, tags, offsets and sizes;
 * never a value, a name, an identifier or a UID.
 */
public final class DicomFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DicomFaultCode code;
  private final long offset;

  private DicomFault(DicomFaultCode code, long offset, String detail, Throwable cause) {
    super(text(code, offset, detail), cause);
    this.code = code;
    this.offset = offset;
  }

  /**
   * A fault without a place.
   *
   * @param detail found, needed and remedy; must not quote a value
   */
  public static DicomFault of(DicomFaultCode code, String detail) {
    return new DicomFault(code, -1, detail, null);
  }

  /** As {@link #of(DicomFaultCode, String)}, with the cause. */
  public static DicomFault of(DicomFaultCode code, String detail, Throwable cause) {
    return new DicomFault(code, -1, detail, cause);
  }

  /**
   * A fault at a byte offset of the input.
   *
   * @param offset bytes from the start of the file, or of the inflated data set
   */
  public static DicomFault at(DicomFaultCode code, long offset, String detail) {
    return new DicomFault(code, offset, detail, null);
  }

  private static String text(DicomFaultCode code, long offset, String detail) {
    StringBuilder text =
        new StringBuilder(code.code()).append(' ').append(code.meaning()).append(": ");
    text.append(detail);
    if (offset >= 0) {
      text.append(" (at byte ").append(offset).append(')');
    }
    return text.toString();
  }

  /** A tag as {@code (gggg,eeee)}, for messages. */
  public static String tagText(int tag) {
    return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }

  /** What is wrong. */
  public DicomFaultCode code() {
    return code;
  }

  /** Bytes from the start of the input, or -1 where there is no place. */
  public long offset() {
    return offset;
  }
}
