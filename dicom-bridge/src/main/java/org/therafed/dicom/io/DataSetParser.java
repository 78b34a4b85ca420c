package org.therafed.dicom.io;

import java.io.IOException;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.ElementIndex;
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
  private final ElementIndex index;
  private final ParseBounds bounds;
  private final Stop stop;
  private final int inlineBytes;
  private final int outerLevels;

  /** The number by which the index knows the lasting bytes of the window; -1 for none. */
  private final int block;

  private final UsualElements usual;
  private final Levels levels;

  DataSetParser(ByteWindow window, ElementIndex index, ReadLimits limits, Stop stop) {
    this(window, index, new ParseBounds(limits), stop, 0);
  }

  private DataSetParser(
      ByteWindow window, ElementIndex index, ParseBounds bounds, Stop stop, int outerLevels) {
    this.window = window;
    this.index = index;
    this.bounds = bounds;
    this.stop = stop;
    this.outerLevels = outerLevels;
    ReadLimits limits = bounds.limits();
    this.inlineBytes = window.source().retained() ? limits.inlineBytes() : limits.memoryBytes();
    this.block = window.lasting() ? index.block(window.bytes()) : -1;
    this.levels = new Levels(index);
    this.usual =
        new UsualElements(
            window, index, bounds, block, inlineBytes, limits.nesting() - outerLevels);
  }

  /** Reads from the window's position to the end, or to where the stop rule says. */
  DataSet parse(TransferSyntax syntax) throws IOException {
    int row = index.open(0, VR.UN, false);
    ItemFrame root = levels.push(row, ItemFrame.OPEN, window.end(), false);
    root.encoding(syntax.explicit(), syntax.bigEndian());
    run(0);
    return index.dataSet(row);
  }

  /** Goes on until so many levels are left. */
  private void run(int floor) throws IOException {
    boolean going = true;
    while (going && levels.depth() > floor) {
      usual.take(levels, floor, stop == Stop.AFTER_META);
      ItemFrame frame = levels.top();
      going = frame.inSequence() ? item(frame) : element(frame);
    }
    while (levels.depth() > floor) {
      levels.pop();
    }
  }

  /** Reads one element of an item. False: the data set is over. */
  private boolean element(ItemFrame frame) throws IOException {
    boolean root = levels.depth() == 1;
    if (frame.end != ItemFrame.OPEN && window.position() >= frame.end) {
      levels.pop();
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
    if (ElementStructure.closesItem(window, tag, frame.end, levels.depth() > 1)) {
      levels.pop();
      return true;
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
    if (ElementStructure.holdsItems(window, vr, size, frame.explicit, frame.bigEndian)) {
      long end = window.position() + size;
      frame.open(tag, vr, end, end, frame.explicit, frame.bigEndian);
      return;
    }
    if (vr == VR.UN && size > 0 && hiddenSequence(frame, tag, size)) {
      return;
    }
    plain(frame, tag, vr == VR.SQ ? VR.UN : vr, size);
    frame.elements++;
    frame.learn(tag);
  }

  private void plain(ItemFrame frame, int tag, VR vr, long size) throws IOException {
    int unit = frame.bigEndian ? vr.width() : 1;
    boolean pixels = Tags.isPixelData(tag) && levels.depth() == 1 && size > 0;
    if (pixels || size > inlineBytes) {
      if (!pixels && !window.source().retained()) {
        throw DicomFault.at(
            DicomFaultCode.VALUE_TOO_LARGE,
            window.position(),
            DicomFault.tagText(tag) + " has " + size + " bytes; at most " + inlineBytes);
      }
      BulkData data = window.source().bulk(window.position(), size, unit);
      window.skip(size);
      index.value(tag, vr, new Value.Bulk(data));
    } else if (unit == 1 && block >= 0 && window.lasting() && size <= window.seen() - window.at()) {
      index.slice(tag, vr, block, window.at(), (int) size);
      window.skip(size);
    } else {
      byte[] bytes = window.take((int) size);
      SwappedStream.swap(bytes, 0, bytes.length, unit);
      index.value(tag, vr, Value.Inline.of(bytes));
    }
  }

  private void undefined(ItemFrame frame, int tag, VR vr) throws IOException {
    switch (ElementStructure.undefined(window, tag, vr, frame.explicit, frame.bigEndian)) {
      case ITEMS -> open(frame, tag, vr, frame.explicit, frame.bigEndian);
      case IMPLICIT_ITEMS -> open(frame, tag, frame.explicit ? VR.UN : VR.SQ, false, false);
      case FRAGMENTS -> {
        index.value(tag, vr, Fragments.read(window, bounds, frame, tag));
        frame.elements++;
      }
    }
  }

  private static void open(ItemFrame frame, int tag, VR vr, boolean explicit, boolean bigEndian) {
    frame.open(tag, vr, ItemFrame.OPEN, frame.limit, explicit, bigEndian);
  }

  /**
   * UN of a tag that the dictionary knows as a sequence: items in implicit VR, if legible. Where
   * the input cannot be gone back in, the value is taken to memory first.
   */
  private boolean hiddenSequence(ItemFrame frame, int tag, long size) throws IOException {
    boolean candidate =
        frame.explicit
            && ElementHeaders.implicitVr(frame, tag) == VR.SQ
            && ElementStructure.startsWithItem(window, false);
    if (!candidate) {
      return false;
    }
    if (window.source().retained() && window.source().size() >= 0) {
      long start = window.position();
      int rows = index.size();
      if (trial(frame, tag, start + size)) {
        frame.elements++;
        return true;
      }
      index.truncate(rows);
      window.seek(start);
      return false;
    }
    if (size > inlineBytes) {
      return false;
    }
    byte[] bytes = window.take((int) size);
    int rows = index.size();
    DataSetParser inner =
        new DataSetParser(
            new ByteWindow(new MemorySource(bytes)),
            index,
            bounds,
            Stop.AT_END,
            outerLevels + levels.depth());
    if (!inner.trial(frame, tag, size)) {
      index.truncate(rows);
      index.value(tag, VR.UN, Value.Inline.of(bytes));
    }
    frame.elements++;
    return true;
  }

  /** Reads a value as a sequence in implicit VR; false where it is none. */
  private boolean trial(ItemFrame outer, int tag, long end) throws IOException {
    int floor = levels.depth();
    // The level around the sequence alone, without a row of its own.
    ItemFrame trial = levels.push(Levels.NO_ROW, end, end, outer.signedPixels());
    trial.encoding(false, false);
    trial.open(tag, VR.UN, end, end, false, false);
    try {
      run(floor);
      return true;
    } catch (DicomFault e) {
      if (e.code() == DicomFaultCode.TOO_MANY_ELEMENTS
          || e.code() == DicomFaultCode.NESTING_TOO_DEEP) {
        throw e;
      }
      levels.dropTo(floor);
      return false;
    }
  }

  /** Reads one item header of a sequence, or its end. */
  private boolean item(ItemFrame frame) throws IOException {
    boolean bigEndian = frame.itemsBigEndian;
    int tag = frame.sequenceTag;
    long limit = frame.sequenceLimit;
    if (ElementStructure.closesSequence(window, tag, frame.sequenceEnd, limit, bigEndian)) {
      frame.closeSequence();
      return true;
    }
    bounds.count(window);
    int level = outerLevels + levels.depth();
    levels.item(ElementStructure.openItem(window, bounds, tag, limit, bigEndian, level));
    return true;
  }
}
