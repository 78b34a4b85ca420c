package org.therafed.dicom.io;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * The lengths in bytes of all sequences, items and groups as they will be written, in the order in
 * which a writer asks: each where it is met first, from the outside in. A map of objects would cost
 * more than the writing.
 */
final class EncodedLengths {
  private static final int NO_GROUP = -1;

  private long[] lengths = new long[16];
  private int size;
  private int asked;

  /** A data set on the way to its length, with the sequence of it that is being summed. */
  private static final class Frame {
    final DataSet set;
    final boolean explicit;
    final Iterator<Element> rest;
    final int place;
    long length;
    int group = NO_GROUP;
    int groupPlace;
    Element sequence;
    int sequencePlace;
    Iterator<DataSet> items;
    long itemsLength;

    Frame(DataSet set, boolean explicit, int place) {
      this.set = set;
      this.explicit = explicit;
      this.rest = set.iterator();
      this.place = place;
    }
  }

  /** Sums a data set up, with a stack of its own: nesting may be deep. */
  static EncodedLengths of(DataSet root, boolean explicit) {
    EncodedLengths lengths = new EncodedLengths();
    Deque<Frame> stack = new ArrayDeque<>();
    stack.push(new Frame(root, explicit, lengths.place()));
    while (!stack.isEmpty()) {
      lengths.step(stack);
    }
    return lengths;
  }

  private void step(Deque<Frame> stack) {
    Frame frame = stack.peek();
    if (frame.items != null) {
      if (frame.items.hasNext()) {
        boolean explicit = itemsExplicit(frame.sequence, frame.explicit);
        stack.push(new Frame(frame.items.next(), explicit, place()));
      } else {
        lengths[frame.sequencePlace] = frame.itemsLength;
        boolean undefined = ((Value.Items) frame.sequence.value()).undefinedLength();
        int around = header(VR.SQ, frame.explicit, 0) + (undefined ? 8 : 0);
        add(frame, frame.sequence.tag(), around + frame.itemsLength);
        frame.items = null;
      }
    } else if (frame.rest.hasNext()) {
      Element element = frame.rest.next();
      if (element.value() instanceof Value.Items items) {
        frame.sequence = element;
        frame.sequencePlace = place();
        frame.items = items.items().iterator();
        frame.itemsLength = 0;
      } else {
        add(frame, element.tag(), element(element, frame.explicit));
        if (isGroupLength(element)) {
          // After the sum: a group's length does not count the element that says it.
          frame.group = element.tag() >>> 16;
          frame.groupPlace = place();
        }
      }
    } else {
      lengths[frame.place] = frame.length;
      stack.pop();
      if (!stack.isEmpty()) {
        int delimiter = frame.set.undefinedLength() ? 8 : 0;
        stack.peek().itemsLength += 8 + frame.length + delimiter;
      }
    }
  }

  private int place() {
    if (size == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    return size++;
  }

  private void add(Frame frame, int tag, long length) {
    frame.length += length;
    if (frame.group == tag >>> 16) {
      lengths[frame.groupPlace] += length;
    }
  }

  /** Whether an element is one whose value is counted anew. */
  static boolean isGroupLength(Element element) {
    return Tags.isGroupLength(element.tag())
        && element.vr() == VR.UL
        && !(element.value() instanceof Value.Fragments);
  }

  /** Items of UN are implicit VR little endian whatever surrounds them. */
  static boolean itemsExplicit(Element sequence, boolean explicit) {
    return explicit && sequence.vr() != VR.UN;
  }

  /**
   * The next length: of the data set, then, element by element, of a group where a group length
   * stands, of a sequence, of each of its items, between header and end or delimiter.
   */
  long next() {
    return lengths[asked++];
  }

  /** Bytes of an element that is no sequence, with its header. */
  private static long element(Element element, boolean explicit) {
    Value value = element.value();
    if (value instanceof Value.Fragments fragments) {
      long sum = 8L + header(element.vr(), explicit, 0);
      for (BulkData fragment : fragments.fragments()) {
        sum += 8 + even(fragment.length());
      }
      return sum;
    }
    // Written as one number whatever was read.
    long length = isGroupLength(element) ? 4 : valueLength(element);
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
