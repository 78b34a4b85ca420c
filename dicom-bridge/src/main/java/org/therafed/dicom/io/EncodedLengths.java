package org.therafed.dicom.io;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** The lengths in bytes of all sequences and items as they will be written. */
final class EncodedLengths {
  private final IdentityHashMap<Object, Long> contents = new IdentityHashMap<>();

  /** A data set on the way to its length, with the sequence of it that is being summed. */
  private static final class Frame {
    final DataSet set;
    final boolean explicit;
    final Iterator<Element> rest;
    long length;
    Element sequence;
    Iterator<DataSet> items;
    long itemsLength;

    Frame(DataSet set, boolean explicit) {
      this.set = set;
      this.explicit = explicit;
      this.rest = set.iterator();
    }
  }

  /** Sums a data set up, with a stack of its own: nesting may be deep. */
  static EncodedLengths of(DataSet root, boolean explicit) {
    EncodedLengths lengths = new EncodedLengths();
    Deque<Frame> stack = new ArrayDeque<>();
    stack.push(new Frame(root, explicit));
    while (!stack.isEmpty()) {
      lengths.step(stack);
    }
    return lengths;
  }

  private void step(Deque<Frame> stack) {
    Frame frame = stack.peek();
    if (frame.items != null) {
      if (frame.items.hasNext()) {
        stack.push(new Frame(frame.items.next(), itemsExplicit(frame.sequence, frame.explicit)));
      } else {
        contents.put(frame.sequence.value(), frame.itemsLength);
        frame.items = null;
        frame.length += element(frame.sequence, frame.explicit);
      }
    } else if (frame.rest.hasNext()) {
      Element element = frame.rest.next();
      if (element.value() instanceof Value.Items items) {
        frame.sequence = element;
        frame.items = items.items().iterator();
        frame.itemsLength = 0;
      } else {
        frame.length += element(element, frame.explicit);
      }
    } else {
      contents.put(frame.set, frame.length);
      stack.pop();
      if (!stack.isEmpty()) {
        int delimiter = frame.set.undefinedLength() ? 8 : 0;
        stack.peek().itemsLength += 8 + frame.length + delimiter;
      }
    }
  }

  /** Items of UN are implicit VR little endian whatever surrounds them. */
  static boolean itemsExplicit(Element sequence, boolean explicit) {
    return explicit && sequence.vr() != VR.UN;
  }

  /** Bytes between the header and the end or delimiter, of a data set or {@link Value.Items}. */
  long content(Object key) {
    return contents.get(key);
  }

  /** Bytes of an element with its header; of a sequence, its items must have been summed. */
  long element(Element element, boolean explicit) {
    Value value = element.value();
    if (value instanceof Value.Items items) {
      return header(VR.SQ, explicit, 0) + contents.get(items) + (items.undefinedLength() ? 8 : 0);
    }
    if (value instanceof Value.Fragments fragments) {
      long sum = 8L + header(element.vr(), explicit, 0);
      for (BulkData fragment : fragments.fragments()) {
        sum += 8 + even(fragment.length());
      }
      return sum;
    }
    long length = valueLength(element);
    return header(element.vr(), explicit, length) + length;
  }

  /** Bytes of a plain value, padded. */
  static long valueLength(Element element) {
    return element.value() instanceof Value.Inline inline
        ? even(inline.length())
        : element.value() instanceof Value.Bulk bulk ? even(bulk.data().length()) : 0;
  }

  static long even(long length) {
    long even = length + (length & 1);
    if (even >= 0xFFFFFFFFL) {
      throw DicomFault.of(
          DicomFaultCode.NOT_ENCODABLE, "a value of " + length + " bytes; at most 4294967294");
    }
    return even;
  }

  private static int header(VR vr, boolean explicit, long length) {
    // PS3.5 section 6.2.2: a value too long for a 16-bit length is written as UN.
    return explicit && (vr.longForm() || length > 0xFFFF) ? 12 : 8;
  }
}
