package org.therafed.dicom.io;

import java.io.IOException;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** What one input may claim: its end, the ends of its items, nesting and number of elements. */
final class ParseBounds {
  private final ReadLimits limits;
  private int elements;

  ParseBounds(ReadLimits limits) {
    this.limits = limits;
  }

  ReadLimits limits() {
    return limits;
  }

  /** Counts an element, item or fragment. */
  void count(ByteWindow window) {
    if (++elements > limits.elements()) {
      throw DicomFault.at(
          DicomFaultCode.TOO_MANY_ELEMENTS,
          window.position(),
          "more than " + limits.elements() + " elements");
    }
  }

  /** How many more there may be. */
  int left() {
    return limits.elements() - elements;
  }

  /** Counts so many, no more than are {@link #left}. */
  void add(int count) {
    elements += count;
  }

  /** Whether an item may lie so deep. */
  void depth(ByteWindow window, int levels) {
    if (levels > limits.nesting()) {
      throw DicomFault.at(
          DicomFaultCode.NESTING_TOO_DEEP,
          window.position(),
          "at most " + limits.nesting() + " levels");
    }
  }

  /** Whether a header fits into its item and the input. */
  static void need(ByteWindow window, long limit, int bytes) throws IOException {
    if (window.position() + bytes > limit && limit != window.end()) {
      throw DicomFault.at(
          DicomFaultCode.LENGTH_PAST_END,
          window.position(),
          "an element header does not fit its item, which ends at " + limit);
    }
    if (!window.has(bytes)) {
      throw window.truncated(bytes);
    }
  }

  /** Whether a value from the position on ends within its item and the input. */
  static void value(ByteWindow window, long limit, int tag, long size) {
    if (window.position() + size > limit) {
      throw pastEnd(window, tag, window.position() + size, limit);
    }
    if (size > Integer.MAX_VALUE && window.end() == Long.MAX_VALUE) {
      throw DicomFault.at(
          DicomFaultCode.VALUE_TOO_LARGE,
          window.position(),
          DicomFault.tagText(tag) + " states " + size + " bytes in a stream of unknown length");
    }
  }

  static DicomFault pastEnd(ByteWindow window, int tag, long end, long limit) {
    boolean file = limit == window.end();
    return DicomFault.at(
        file ? DicomFaultCode.TRUNCATED_VALUE : DicomFaultCode.LENGTH_PAST_END,
        window.position(),
        DicomFault.tagText(tag)
            + " reaches to byte "
            + end
            + ", its "
            + (file ? "file" : "enclosing item")
            + " ends at "
            + limit);
  }

  /** A header of a file whose pixel data is cut off is reported, though the pixels stay unread. */
  static void unreadPixels(ByteWindow window, ItemFrame frame) throws IOException {
    int header = frame.explicit ? 12 : 8;
    if (!window.has(header)) {
      throw window.truncated(4);
    }
    int length = window.i32(header - 4, frame.bigEndian);
    long end = window.position() + header + (length & 0xFFFFFFFFL);
    if (length != DataSetParser.UNDEFINED && end > window.end()) {
      throw window.truncated(end - window.end());
    }
  }
}
