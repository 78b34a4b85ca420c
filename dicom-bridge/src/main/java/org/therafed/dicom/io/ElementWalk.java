package org.therafed.dicom.io;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * Walks through one data set and keeps nothing of it, so that memory does not grow with it but for
 * its depth. {@link ElementStructure} judges for it as for {@link DataSetParser}; it has no bound
 * of elements.
 */
final class ElementWalk {
  private final ByteWindow window;
  private final ReadLimits limits;
  private final ParseBounds bounds;
  private final ElementVisitor visitor;
  private final int outerDepth;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** An item on the way, and the sequence in it that is being read. */
  private static final class Level {
    DataSet around = new DataSet();
    int creatorGroup;
    final long end;
    final long limit;
    final boolean explicit;
    final boolean bigEndian;
    Sequence sequence;

    Level(long end, long limit, boolean explicit, boolean bigEndian) {
      this.end = end;
      this.limit = limit;
      this.explicit = explicit;
      this.bigEndian = bigEndian;
    }

    /** What holds for items, too. */
    void inherit(DataSet outer) {
      outer.element(Tag.SpecificCharacterSet).ifPresent(around::put);
      outer.element(Tag.PixelRepresentation).ifPresent(around::put);
    }
  }

  private static final class Sequence {
    final int tag;
    final long end;
    final long limit;
    final boolean explicit;
    final boolean bigEndian;
    long items;

    Sequence(int tag, long end, long limit, boolean explicit, boolean bigEndian) {
      this.tag = tag;
      this.end = end;
      this.limit = limit;
      this.explicit = explicit;
      this.bigEndian = bigEndian;
    }
  }

  ElementWalk(ByteWindow window, ReadLimits limits, ElementVisitor visitor) {
    this(window, limits, visitor, 0);
  }

  private ElementWalk(
      ByteWindow window, ReadLimits limits, ElementVisitor visitor, int outerDepth) {
    this.window = window;
    this.limits = limits;
    this.bounds = new ParseBounds(limits);
    this.visitor = visitor;
    this.outerDepth = outerDepth;
  }

  /** Walks from the window's position to the end. */
  void run(TransferSyntax syntax) throws IOException {
    levels.push(new Level(ItemFrame.OPEN, window.end(), syntax.explicit(), syntax.bigEndian()));
    toLevel(0);
  }

  private void toLevel(int floor) throws IOException {
    while (levels.size() > floor) {
      Level level = levels.peek();
      if (level.sequence != null) {
        item(level, level.sequence);
      } else if (!element(level)) {
        return;
      }
    }
  }

  private int depth() {
    return outerDepth + levels.size() - 1;
  }

  private boolean element(Level level) throws IOException {
    if (level.end != ItemFrame.OPEN && window.position() >= level.end) {
      levels.pop();
      return true;
    }
    if (levels.size() == 1 && level.end == ItemFrame.OPEN && !window.has(1)) {
      return false;
    }
    ParseBounds.need(window, level.limit, 8);
    int tag = window.tag(0, level.bigEndian);
    if (ElementStructure.closesItem(window, tag, level.end, levels.size() > 1)) {
      levels.pop();
      return true;
    }
    VR vr = level.explicit ? ElementHeaders.explicitVr(window, tag) : implicitVr(level, tag);
    int length = ElementHeaders.skip(window, level.limit, level.explicit, level.bigEndian, vr);
    value(level, tag, vr, length);
    return true;
  }

  private static VR implicitVr(Level level, int tag) {
    if (Tags.isPrivate(tag) && !Tags.isPrivateCreator(tag)) {
      Optional<String> creator = level.around.string(Tags.creatorOf(tag));
      return creator.map(name -> Dictionary.vr(name, tag)).orElse(VR.UN);
    }
    boolean signed = level.around.integer(Tag.PixelRepresentation).orElse(0) == 1;
    return Dictionary.vr(tag, signed);
  }

  private void value(Level level, int tag, VR vr, int length) throws IOException {
    if (length == DataSetParser.UNDEFINED) {
      undefined(level, tag, vr);
      return;
    }
    long size = length & 0xFFFFFFFFL;
    ParseBounds.value(window, level.limit, tag, size);
    if (ElementStructure.holdsItems(window, vr, size, level.explicit, level.bigEndian)) {
      long end = window.position() + size;
      open(level, vr, new Sequence(tag, end, end, level.explicit, level.bigEndian));
    } else if (!hiddenSequence(level, tag, vr, size)) {
      plain(level, tag, vr == VR.SQ ? VR.UN : vr, size);
    }
  }

  private void open(Level level, VR vr, Sequence sequence) {
    boolean undefined = sequence.end == ItemFrame.OPEN;
    visitor.sequence(depth(), level.around, sequence.tag, vr, undefined);
    level.sequence = sequence;
  }

  private void undefined(Level level, int tag, VR vr) throws IOException {
    switch (ElementStructure.undefined(window, tag, vr, level.explicit, level.bigEndian)) {
      case ITEMS -> openUndefined(level, vr, tag, level.explicit, level.bigEndian);
      case IMPLICIT_ITEMS ->
          openUndefined(level, level.explicit ? VR.UN : VR.SQ, tag, false, false);
      case FRAGMENTS -> fragments(level, tag, vr);
    }
  }

  private void openUndefined(Level level, VR vr, int tag, boolean explicit, boolean bigEndian) {
    open(level, vr, new Sequence(tag, ItemFrame.OPEN, level.limit, explicit, bigEndian));
  }

  private void fragments(Level level, int tag, VR vr) throws IOException {
    long count = -1;
    long bytes = 0;
    for (long size = Fragments.next(window, level.limit, level.bigEndian);
        size != Fragments.END;
        size = Fragments.next(window, level.limit, level.bigEndian)) {
      ParseBounds.value(window, level.limit, tag, size);
      window.skip(size);
      bytes += size;
      count++;
    }
    visitor.fragments(depth(), level.around, tag, vr, Math.max(0, count), bytes);
  }

  private void plain(Level level, int tag, VR vr, long size) throws IOException {
    boolean pixels = Tags.isPixelData(tag) && depth() == 0 && size > 0;
    Value value;
    if (pixels || size > limits.inlineBytes()) {
      value = new Value.Bulk(window.source().bulk(window.position(), size, 1));
      window.skip(size);
    } else {
      byte[] bytes = window.take((int) size);
      SwappedStream.swap(bytes, 0, bytes.length, level.bigEndian ? vr.width() : 1);
      value = Value.Inline.of(bytes);
    }
    Element element = new Element(tag, vr, value);
    if (Tags.isPrivateCreator(tag) && level.creatorGroup != tag >>> 16) {
      // Creators name elements of their own group only.
      DataSet before = level.around;
      level.around = new DataSet();
      level.inherit(before);
      level.creatorGroup = tag >>> 16;
    }
    level.around.put(element);
    visitor.element(depth(), level.around, element);
    boolean decides =
        Tags.isPrivateCreator(tag)
            || tag == Tag.SpecificCharacterSet
            || tag == Tag.PixelRepresentation;
    if (!decides) {
      level.around.remove(tag);
    }
  }

  /**
   * UN of a tag that the dictionary knows as a sequence: items in implicit VR, if legible. It is
   * looked at twice, first without anybody being told.
   */
  private boolean hiddenSequence(Level level, int tag, VR vr, long size) throws IOException {
    boolean candidate =
        vr == VR.UN
            && size > 0
            && level.explicit
            && implicitVr(level, tag) == VR.SQ
            && ElementStructure.startsWithItem(window, false);
    if (!candidate) {
      return false;
    }
    if (window.source().retained() && window.source().size() >= 0) {
      long start = window.position();
      boolean legible = isLegible(window, level, tag, start + size);
      window.seek(start);
      if (legible) {
        open(level, vr, new Sequence(tag, start + size, start + size, false, false));
      }
      return legible;
    }
    if (size > limits.inlineBytes()) {
      return false;
    }
    byte[] bytes = window.take((int) size);
    if (isLegible(new ByteWindow(new MemorySource(bytes)), level, tag, size)) {
      visitor.sequence(depth(), level.around, tag, vr, false);
      ByteWindow inner = new ByteWindow(new MemorySource(bytes));
      new ElementWalk(inner, limits, visitor, depth()).sequence(level, tag, size);
    } else {
      Element element = new Element(tag, vr, Value.Inline.of(bytes));
      visitor.element(depth(), level.around, element);
    }
    return true;
  }

  private boolean isLegible(ByteWindow at, Level level, int tag, long end) throws IOException {
    try {
      new ElementWalk(at, limits, ElementVisitor.NOBODY, depth()).sequence(level, tag, end);
      return true;
    } catch (DicomFault e) {
      if (e.code() == DicomFaultCode.NESTING_TOO_DEEP) {
        throw e;
      }
      return false;
    }
  }

  /** Walks through a sequence in implicit VR, of which nothing else is around. */
  private void sequence(Level outer, int tag, long end) throws IOException {
    Level level = new Level(end, end, false, false);
    level.inherit(outer.around);
    level.sequence = new Sequence(tag, end, end, false, false);
    levels.push(level);
    toLevel(0);
  }

  /** Reads one item header of a sequence, or its end. */
  private void item(Level level, Sequence sequence) throws IOException {
    boolean bigEndian = sequence.bigEndian;
    int tag = sequence.tag;
    long limit = sequence.limit;
    if (ElementStructure.closesSequence(window, tag, sequence.end, limit, bigEndian)) {
      level.sequence = null;
      return;
    }
    long end = ElementStructure.openItem(window, bounds, tag, limit, bigEndian, depth() + 1);
    boolean undefined = end == ItemFrame.OPEN;
    visitor.item(depth() + 1, ++sequence.items, undefined);
    Level item = new Level(end, undefined ? limit : end, sequence.explicit, bigEndian);
    item.inherit(level.around);
    levels.push(item);
  }
}
