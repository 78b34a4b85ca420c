package org.therafed.dicom.io;

import java.util.Arrays;
import org.therafed.dicom.dataset.ElementIndex;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** The items that are open while a data set is read, innermost last: a stack of its own. */
final class Levels {
  private static final int FIRST = 8;

  /** Of a level that stands for what is around a sequence, and is no item itself. */
  static final int NO_ROW = -1;

  private final ElementIndex index;
  private ItemFrame[] frames = new ItemFrame[FIRST];
  private int depth;

  Levels(ElementIndex index) {
    this.index = index;
  }

  int depth() {
    return depth;
  }

  ItemFrame top() {
    return frames[depth - 1];
  }

  ItemFrame push(int row, long end, long limit, boolean signedPixels) {
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, 2 * depth);
    }
    ItemFrame frame = frames[depth];
    if (frame == null) {
      frame = new ItemFrame(index);
      frames[depth] = frame;
    }
    depth++;
    frame.begin(row, end, limit, signedPixels);
    return frame;
  }

  /**
   * Opens an item of the sequence that is open at the top.
   *
   * @param end where the item ends, or {@link ItemFrame#OPEN}
   */
  ItemFrame item(long end) {
    ItemFrame outer = top();
    outer.item();
    boolean open = end == ItemFrame.OPEN;
    int row = index.open(Tag.Item, VR.SQ, open);
    ItemFrame item = push(row, end, open ? outer.sequenceLimit : end, outer.signedPixels());
    item.encoding(outer.itemsExplicit, outer.itemsBigEndian);
    return item;
  }

  /** Closes the item at the top. */
  void pop() {
    ItemFrame frame = frames[--depth];
    if (frame.row != NO_ROW) {
      index.close(frame.row, frame.elements);
    }
  }

  /** Forgets levels without closing them. */
  void dropTo(int level) {
    depth = level;
  }
}
