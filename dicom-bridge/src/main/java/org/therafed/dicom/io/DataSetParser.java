package org.therafed.dicom.io;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Reads one data set, PS3.5 section 7, with a stack of its own instead of recursion. */
final class DataSetParser {
  /** Where to stop before the end of the input. */
  enum Stop {
    /** Nowhere: the whole data set. */
    AT_END,
    /** Before pixel data at the top level. */
    BEFORE_PIXEL_DATA,
    /** Before the first element that is not of group 0002. */
    AFTER_META
  }

  static final int UNDEFINED = -1;

  private final ByteWindow window;
  private final ParseBounds bounds;
  private final Stop stop;
  private final int inlineBytes;
  private final int outerLevels;
  private final Deque<ItemFrame> stack = new ArrayDeque<>();

  DataSetParser(ByteWindow window, ReadLimits limits, Stop stop) {
    this(window, new ParseBounds(limits), stop, 0);
  }

  private DataSetParser(ByteWindow window, ParseBounds bounds, Stop stop, int outerLevels) {
    this.window = window;
    this.bounds = bounds;
    this.stop = stop;
    this.outerLevels = outerLevels;
    ReadLimits limits = bounds.limits();
    this.inlineBytes = window.source().retained() ? limits.inlineBytes() : limits.memoryBytes();
  }

  /** Reads from the window's position to the end, or to where the stop rule says. */
  DataSet parse(TransferSyntax syntax) throws IOException {
    ItemFrame root =
        new ItemFrame(ItemFrame.OPEN, window.end(), syntax.explicit(), syntax.bigEndian(), false);
    run(root);
    return root.set;
  }

  private void run(ItemFrame bottom) throws IOException {
    int depth = stack.size();
    stack.push(bottom);
    boolean going = true;
    while (going && stack.size() > depth) {
      ItemFrame frame = stack.peek();
      going = frame.sequence == null ? element(frame) : item(frame, frame.sequence);
    }
    while (stack.size() > depth) {
      stack.pop();
    }
  }

  /** Reads one element of an item. False: the data set is over. */
  private boolean element(ItemFrame frame) throws IOException {
    boolean root = stack.size() == 1;
    if (frame.end != ItemFrame.OPEN && window.position() >= frame.end) {
      stack.pop();
      return true;
    }
    if (root && frame.end == ItemFrame.OPEN && !window.has(1)) {
      return false;
    }
    if (root && stop == Stop.AFTER_META && (!window.has(2) || window.u16(0, false) != 2)) {
      return false;
    }
    ParseBounds.need(window, frame.limit, 8);
    int tag = window.tag(0, frame.bigEndian);
    if (tag >>> 16 == 0xFFFE) {
      return delimiter(frame, tag);
    }
    if (root && stop == Stop.BEFORE_PIXEL_DATA && Tags.isPixelData(tag)) {
      ParseBounds.unreadPixels(window, frame);
      return false;
    }
    bounds.count(window);
    VR vr =
        frame.explicit
            ? ElementHeaders.explicitVr(window, tag)
            : ElementHeaders.implicitVr(frame, tag);
    value(frame, tag, vr, ElementHeaders.skip(window, frame, vr));
    return true;
  }

  private void value(ItemFrame frame, int tag, VR vr, int length) throws IOException {
    if (length == UNDEFINED) {
      undefined(frame, tag, vr);
      return;
    }
    long size = length & 0xFFFFFFFFL;
    ParseBounds.value(window, frame.limit, tag, size);
    if (vr == VR.SQ && (frame.explicit || size == 0 || startsWithItem(frame.bigEndian))) {
      long end = window.position() + size;
      frame.sequence = new SequenceFrame(tag, vr, end, end, frame.explicit, frame.bigEndian);
      return;
    }
    if (vr == VR.UN && size > 0 && hiddenSequence(frame, tag, size)) {
      return;
    }
    VR stored = vr == VR.SQ ? VR.UN : vr;
    frame.set.append(new Element(tag, stored, plain(frame, tag, stored, size)));
    frame.learn(tag);
  }

  private Value plain(ItemFrame frame, int tag, VR vr, long size) throws IOException {
    int unit = frame.bigEndian ? vr.width() : 1;
    boolean pixels = Tags.isPixelData(tag) && stack.size() == 1 && size > 0;
    if (pixels || size > inlineBytes) {
      if (!pixels && !window.source().retained()) {
        throw DicomFault.at(
            DicomFaultCode.VALUE_TOO_LARGE,
            window.position(),
            DicomFault.tagText(tag) + " has " + size + " bytes; at most " + inlineBytes);
      }
      BulkData data = window.source().bulk(window.position(), size, unit);
      window.skip(size);
      return new Value.Bulk(data);
    }
    byte[] bytes = window.take((int) size);
    if (unit > 1) {
      SwappedStream.swap(bytes, bytes.length, unit);
    }
    return Value.Inline.of(bytes);
  }

  private void undefined(ItemFrame frame, int tag, VR vr) throws IOException {
    boolean pixels = Tags.isPixelData(tag);
    if (vr == VR.SQ) {
      open(frame, tag, vr, frame.explicit, frame.bigEndian);
    } else if (pixels || (frame.explicit && (vr == VR.OB || vr == VR.OW))) {
      frame.set.append(new Element(tag, vr, Fragments.read(window, bounds, frame, tag)));
    } else if (vr == VR.UN || !frame.explicit) {
      // PS3.5 section 6.2.2 note 4: UN of undefined length is a sequence in implicit VR.
      open(frame, tag, frame.explicit ? VR.UN : VR.SQ, false, false);
    } else {
      throw DicomFault.at(
          DicomFaultCode.LENGTH_PAST_END,
          window.position(),
          DicomFault.tagText(tag) + " of VR " + vr + " must state its length");
    }
  }

  private static void open(ItemFrame frame, int tag, VR vr, boolean explicit, boolean bigEndian) {
    frame.sequence = new SequenceFrame(tag, vr, ItemFrame.OPEN, frame.limit, explicit, bigEndian);
  }

  /**
   * UN of a tag that the dictionary knows as a sequence: items in implicit VR, if legible. Where
   * the input cannot be gone back in, the value is taken to memory first.
   */
  private boolean hiddenSequence(ItemFrame frame, int tag, long size) throws IOException {
    boolean candidate =
        frame.explicit && ElementHeaders.implicitVr(frame, tag) == VR.SQ && startsWithItem(false);
    if (!candidate) {
      return false;
    }
    if (window.source().retained() && window.source().size() >= 0) {
      long start = window.position();
      if (trial(frame, tag, start + size, this)) {
        return true;
      }
      while (stack.peek() != frame) {
        stack.pop();
      }
      window.seek(start);
      return false;
    }
    if (size > inlineBytes) {
      return false;
    }
    byte[] bytes = window.take((int) size);
    int levels = outerLevels + stack.size();
    DataSetParser inner =
        new DataSetParser(new ByteWindow(new MemorySource(bytes), 0), bounds, Stop.AT_END, levels);
    if (!trial(frame, tag, size, inner)) {
      frame.set.append(new Element(tag, VR.UN, Value.Inline.of(bytes)));
    }
    return true;
  }

  private static boolean trial(ItemFrame frame, int tag, long end, DataSetParser parser)
      throws IOException {
    ItemFrame trial = new ItemFrame(end, end, false, false, frame.signedPixels());
    trial.sequence = new SequenceFrame(tag, VR.UN, end, end, false, false);
    try {
      parser.run(trial);
      trial.set.element(tag).ifPresent(frame.set::append);
      return true;
    } catch (DicomFault e) {
      if (e.code() == DicomFaultCode.TOO_MANY_ELEMENTS
          || e.code() == DicomFaultCode.NESTING_TOO_DEEP) {
        throw e;
      }
      return false;
    }
  }

  private boolean startsWithItem(boolean bigEndian) throws IOException {
    return window.has(4) && window.tag(0, bigEndian) == Tag.Item;
  }

  /** Reads one item header of a sequence, or its end. */
  private boolean item(ItemFrame frame, SequenceFrame sequence) throws IOException {
    if (sequence.end != ItemFrame.OPEN && window.position() >= sequence.end) {
      close(frame);
      return true;
    }
    if (sequence.end == ItemFrame.OPEN && !window.has(1)) {
      throw DicomFault.at(
          DicomFaultCode.MISSING_DELIMITER,
          window.position(),
          DicomFault.tagText(sequence.tag) + " of undefined length is not closed");
    }
    ParseBounds.need(window, sequence.limit, 8);
    int tag = window.tag(0, sequence.bigEndian);
    int length = window.i32(4, sequence.bigEndian);
    if (tag == Tag.SequenceDelimitationItem && sequence.end == ItemFrame.OPEN) {
      window.skip(8);
      close(frame);
      return true;
    }
    if (tag != Tag.Item) {
      throw unexpected(window, "item needed in " + DicomFault.tagText(sequence.tag), tag, 0);
    }
    bounds.count(window);
    window.skip(8);
    push(frame, sequence, length);
    return true;
  }

  private void push(ItemFrame frame, SequenceFrame sequence, int length) {
    bounds.depth(window, outerLevels + stack.size());
    boolean open = length == UNDEFINED;
    long end = open ? ItemFrame.OPEN : window.position() + (length & 0xFFFFFFFFL);
    if (end > sequence.limit) {
      throw ParseBounds.pastEnd(window, sequence.tag, end, sequence.limit);
    }
    long limit = open ? sequence.limit : end;
    ItemFrame item =
        new ItemFrame(end, limit, sequence.explicit, sequence.bigEndian, frame.signedPixels());
    item.set.undefinedLength(open);
    sequence.add(item.set);
    stack.push(item);
  }

  private static void close(ItemFrame frame) {
    frame.set.append(frame.sequence.element());
    frame.sequence = null;
  }

  private boolean delimiter(ItemFrame frame, int tag) throws IOException {
    if (tag == Tag.ItemDelimitationItem && frame.end == ItemFrame.OPEN && stack.size() > 1) {
      window.skip(8);
      stack.pop();
      return true;
    }
    throw unexpected(window, "element needed", tag, 0);
  }

  /** An item or delimiter out of place, whose header began so many bytes back. */
  static DicomFault unexpected(ByteWindow window, String needed, int found, int back) {
    return DicomFault.at(
        DicomFaultCode.UNEXPECTED_ITEM,
        window.position() - back,
        needed + ", found " + DicomFault.tagText(found));
  }
}
