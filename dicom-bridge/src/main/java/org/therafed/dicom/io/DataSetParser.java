package org.therafed.dicom.io;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
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

  private static final int UNDEFINED = -1;
  private static final long OPEN = -1L;

  /** An item, or the data set itself at the bottom. */
  private static final class ItemFrame {
    final DataSet set = new DataSet();
    final long end;
    final long limit;
    final boolean explicit;
    final boolean bigEndian;
    boolean signedPixels;
    Map<Integer, String> creators = Map.of();
    SequenceFrame sequence;

    ItemFrame(long end, long limit, boolean explicit, boolean bigEndian, boolean signedPixels) {
      this.end = end;
      this.limit = limit;
      this.explicit = explicit;
      this.bigEndian = bigEndian;
      this.signedPixels = signedPixels;
    }
  }

  /** A sequence that is being read; its items go to {@link #items}. */
  private static final class SequenceFrame {
    final int tag;
    final VR vr;
    final long end;
    final long limit;
    final boolean explicit;
    final boolean bigEndian;
    final List<DataSet> items = new ArrayList<>(1);

    SequenceFrame(int tag, VR vr, long end, long limit, boolean explicit, boolean bigEndian) {
      this.tag = tag;
      this.vr = vr;
      this.end = end;
      this.limit = limit;
      this.explicit = explicit;
      this.bigEndian = bigEndian;
    }
  }

  private final ByteWindow window;
  private final ReadLimits limits;
  private final Stop stop;
  private final int inlineBytes;
  private final Deque<ItemFrame> stack = new ArrayDeque<>();
  private int elements;

  DataSetParser(ByteWindow window, ReadLimits limits, Stop stop) {
    this.window = window;
    this.limits = limits;
    this.stop = stop;
    this.inlineBytes = window.source().retained() ? limits.inlineBytes() : limits.memoryBytes();
  }

  /** Reads from the window's position to the end, or to where the stop rule says. */
  DataSet parse(TransferSyntax syntax) throws IOException {
    ItemFrame root =
        new ItemFrame(OPEN, window.end(), syntax.explicit(), syntax.bigEndian(), false);
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
    if (frame.end != OPEN && window.position() >= frame.end) {
      stack.pop();
      return true;
    }
    if (root && frame.end == OPEN && !window.has(1)) {
      return false;
    }
    if (root && stop == Stop.AFTER_META && (!window.has(2) || window.u16(0, false) != 2)) {
      return false;
    }
    need(frame.limit, 8);
    int tag = window.tag(0, frame.bigEndian);
    if (tag >>> 16 == 0xFFFE) {
      return delimiter(frame, tag);
    }
    if (root && stopsAt(tag, frame)) {
      return false;
    }
    count();
    if (frame.explicit) {
      explicitElement(frame, tag);
    } else {
      VR vr = implicitVr(frame, tag);
      int length = window.i32(4, frame.bigEndian);
      window.skip(8);
      value(frame, tag, vr, length);
    }
    return true;
  }

  private boolean stopsAt(int tag, ItemFrame frame) {
    if (stop == Stop.BEFORE_PIXEL_DATA && Tags.isPixelData(tag)) {
      checkPixelLength(frame);
      return true;
    }
    return false;
  }

  /** A header of a file whose pixel data is cut off is reported, though the pixels stay unread. */
  private void checkPixelLength(ItemFrame frame) {
    try {
      boolean longForm = frame.explicit;
      if (!window.has(longForm ? 12 : 8)) {
        throw window.truncated(4);
      }
      int length = window.i32(longForm ? 8 : 4, frame.bigEndian);
      long end = window.position() + (longForm ? 12 : 8) + (length & 0xFFFFFFFFL);
      if (length != UNDEFINED && end > window.end()) {
        throw window.truncated(end - window.end());
      }
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "reading failed before the pixel data", e);
    }
  }

  private void explicitElement(ItemFrame frame, int tag) throws IOException {
    int first = window.u8(4);
    int second = window.u8(5);
    VR vr = VR.lookup(first, second);
    if (vr == null) {
      if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
        throw DicomFault.at(
            DicomFaultCode.INVALID_VR,
            window.position() + 4,
            DicomFault.tagText(tag)
                + String.format(java.util.Locale.ROOT, " has %02X%02XH", first, second)
                + "; two letters of PS3.5 Table 6.2-1 needed");
      }
      // PS3.5 section 6.2.2: representations to come use the long form; their bytes are kept.
      vr = VR.UN;
    }
    int length;
    if (vr.longForm()) {
      need(frame.limit, 12);
      length = window.i32(8, frame.bigEndian);
      window.skip(12);
    } else {
      length = window.u16(6, frame.bigEndian);
      window.skip(8);
    }
    value(frame, tag, vr, length);
  }

  private VR implicitVr(ItemFrame frame, int tag) {
    if (Tags.isPrivate(tag) && !Tags.isPrivateCreator(tag)) {
      String creator = frame.creators.get(Tags.creatorOf(tag));
      return creator == null ? VR.UN : Dictionary.vr(creator, tag);
    }
    return Dictionary.vr(tag, frame.signedPixels);
  }

  private void value(ItemFrame frame, int tag, VR vr, int length) throws IOException {
    if (length == UNDEFINED) {
      undefined(frame, tag, vr);
      return;
    }
    long size = length & 0xFFFFFFFFL;
    long end = window.position() + size;
    checkEnd(frame, tag, size, end);
    if (vr == VR.SQ && (frame.explicit || size == 0 || startsWithItem(frame.bigEndian))) {
      frame.sequence = new SequenceFrame(tag, vr, end, end, frame.explicit, frame.bigEndian);
      return;
    }
    if (vr == VR.UN && size > 0 && hiddenSequence(frame, tag, end)) {
      return;
    }
    VR stored = vr == VR.SQ ? VR.UN : vr;
    frame.set.append(new Element(tag, stored, plain(frame, tag, stored, size)));
    if (Tags.isPrivateCreator(tag)) {
      creator(frame, tag);
    } else if (tag == Tag.PixelRepresentation) {
      frame.signedPixels = frame.set.integer(tag).orElse(0) == 1;
    }
  }

  private static void creator(ItemFrame frame, int tag) {
    if (frame.creators.isEmpty()) {
      frame.creators = new HashMap<>();
    }
    frame.set.string(tag).ifPresent(name -> frame.creators.put(tag, name));
  }

  private Value plain(ItemFrame frame, int tag, VR vr, long size) throws IOException {
    int unit = frame.bigEndian ? vr.width() : 1;
    boolean pixels = Tags.isPixelData(tag) && stack.size() == 1;
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
      fragments(frame, tag, vr);
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

  private void open(ItemFrame frame, int tag, VR vr, boolean explicit, boolean bigEndian) {
    frame.sequence = new SequenceFrame(tag, vr, OPEN, frame.limit, explicit, bigEndian);
  }

  /** UN of a tag that the dictionary knows as a sequence: items in implicit VR, if legible. */
  private boolean hiddenSequence(ItemFrame frame, int tag, long end) throws IOException {
    boolean candidate =
        frame.explicit
            && window.source().retained()
            && window.source().size() >= 0
            && implicitVr(frame, tag) == VR.SQ
            && startsWithItem(false);
    if (!candidate) {
      return false;
    }
    long start = window.position();
    ItemFrame trial = new ItemFrame(end, end, false, false, frame.signedPixels);
    trial.sequence = new SequenceFrame(tag, VR.UN, end, end, false, false);
    try {
      run(trial);
      trial.set.element(tag).ifPresent(frame.set::append);
      return true;
    } catch (DicomFault e) {
      if (e.code() == DicomFaultCode.TOO_MANY_ELEMENTS
          || e.code() == DicomFaultCode.NESTING_TOO_DEEP) {
        throw e;
      }
      while (stack.peek() != frame) {
        stack.pop();
      }
      window.seek(start);
      return false;
    }
  }

  private boolean startsWithItem(boolean bigEndian) throws IOException {
    return window.has(4) && window.tag(0, bigEndian) == Tag.Item;
  }

  /** Reads one item header of a sequence, or its end. */
  private boolean item(ItemFrame frame, SequenceFrame sequence) throws IOException {
    if (sequence.end != OPEN && window.position() >= sequence.end) {
      close(frame, sequence);
      return true;
    }
    if (sequence.end == OPEN && !window.has(1)) {
      throw DicomFault.at(
          DicomFaultCode.MISSING_DELIMITER,
          window.position(),
          DicomFault.tagText(sequence.tag) + " of undefined length is not closed");
    }
    need(sequence.limit, 8);
    int tag = window.tag(0, sequence.bigEndian);
    int length = window.i32(4, sequence.bigEndian);
    if (tag == Tag.SequenceDelimitationItem && sequence.end == OPEN) {
      window.skip(8);
      close(frame, sequence);
      return true;
    }
    if (tag != Tag.Item) {
      throw DicomFault.at(
          DicomFaultCode.UNEXPECTED_ITEM,
          window.position(),
          "item needed in "
              + DicomFault.tagText(sequence.tag)
              + ", found "
              + DicomFault.tagText(tag));
    }
    count();
    window.skip(8);
    push(frame, sequence, length);
    return true;
  }

  private void push(ItemFrame frame, SequenceFrame sequence, int length) {
    if (stack.size() > limits.nesting()) {
      throw DicomFault.at(
          DicomFaultCode.NESTING_TOO_DEEP,
          window.position(),
          "at most " + limits.nesting() + " levels");
    }
    long end = length == UNDEFINED ? OPEN : window.position() + (length & 0xFFFFFFFFL);
    if (end != OPEN && end > sequence.limit) {
      throw pastEnd(sequence.tag, end, sequence.limit);
    }
    long limit = end == OPEN ? sequence.limit : end;
    ItemFrame item =
        new ItemFrame(end, limit, sequence.explicit, sequence.bigEndian, frame.signedPixels);
    item.set.undefinedLength(end == OPEN);
    sequence.items.add(item.set);
    stack.push(item);
  }

  private static void close(ItemFrame frame, SequenceFrame sequence) {
    frame.set.append(
        new Element(
            sequence.tag, sequence.vr, new Value.Items(sequence.items, sequence.end == OPEN)));
    frame.sequence = null;
  }

  private boolean delimiter(ItemFrame frame, int tag) throws IOException {
    if (tag == Tag.ItemDelimitationItem && frame.end == OPEN && stack.size() > 1) {
      window.skip(8);
      stack.pop();
      return true;
    }
    throw DicomFault.at(
        DicomFaultCode.UNEXPECTED_ITEM,
        window.position(),
        DicomFault.tagText(tag) + " where an element was needed");
  }

  private void fragments(ItemFrame frame, int tag, VR vr) throws IOException {
    List<BulkData> fragments = new ArrayList<>();
    while (true) {
      if (!window.has(8)) {
        throw DicomFault.at(
            DicomFaultCode.TRUNCATED_VALUE,
            window.position(),
            "fragment or sequence delimiter needed");
      }
      int itemTag = window.tag(0, frame.bigEndian);
      long size = window.i32(4, frame.bigEndian) & 0xFFFFFFFFL;
      window.skip(8);
      if (itemTag == Tag.SequenceDelimitationItem) {
        frame.set.append(new Element(tag, vr, new Value.Fragments(fragments)));
        return;
      }
      if (itemTag != Tag.Item) {
        throw DicomFault.at(
            DicomFaultCode.UNEXPECTED_ITEM,
            window.position() - 8,
            "fragment needed, found " + DicomFault.tagText(itemTag));
      }
      count();
      checkEnd(frame, tag, size, window.position() + size);
      fragments.add(window.source().bulk(window.position(), size, 1));
      window.skip(size);
    }
  }

  private void checkEnd(ItemFrame frame, int tag, long size, long end) {
    if (end > frame.limit) {
      throw pastEnd(tag, end, frame.limit);
    }
    if (size > Integer.MAX_VALUE && window.end() == Long.MAX_VALUE) {
      throw DicomFault.at(
          DicomFaultCode.VALUE_TOO_LARGE,
          window.position(),
          DicomFault.tagText(tag) + " states " + size + " bytes in a stream of unknown length");
    }
  }

  private DicomFault pastEnd(int tag, long end, long limit) {
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

  private void need(long limit, int bytes) throws IOException {
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

  private void count() {
    if (++elements > limits.elements()) {
      throw DicomFault.at(
          DicomFaultCode.TOO_MANY_ELEMENTS,
          window.position(),
          "more than " + limits.elements() + " elements");
    }
  }
}
