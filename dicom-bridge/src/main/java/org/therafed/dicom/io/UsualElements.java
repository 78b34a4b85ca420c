package org.therafed.dicom.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.ElementIndex;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;

/**
 * What little endian data sets mostly consist of, in one loop over the bytes of the window: short
 * values of known representation, sequences, items and their ends. At whatever else the loop ends,
 * and {@link DataSetParser} judges it; so this fails nothing and decides nothing that is open.
 */
final class UsualElements {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int META_GROUP = 2;
  private static final int PIXEL_GROUP = 0x7FE0;
  private static final int DELIMITER_GROUP = 0xFFFE;
  private static final int SEQUENCE = VR.SQ.code();

  /** By the two letters, five bits of each: the letters again, the long form and the code. */
  private static final int[] KNOWN = new int[1 << 10];

  private static final int CODE = 0x3FF;
  private static final int LONG_FORM = 0x400;
  private static final int LETTERS_SHIFT = 16;

  /** No representation that this knows. */
  private static final int UNUSUAL = 0;

  /** One that is not written. */
  private static final int IMPLICIT = 0x800;

  static {
    for (VR vr : VR.values()) {
      if (vr != VR.UN) {
        int letters = vr.name().charAt(1) << 8 | vr.name().charAt(0);
        KNOWN[place(letters)] =
            letters << LETTERS_SHIFT | (vr.longForm() ? LONG_FORM : 0) | vr.code();
      }
    }
  }

  private final ByteWindow window;
  private final ElementIndex index;
  private final ParseBounds bounds;
  private final int block;
  private final int longest;
  private final int deepest;

  private byte[] bytes;

  /** Position of the first byte of {@link #bytes}. */
  private long base;

  /** Where in the bytes the loop is, and where it must stop. */
  private int at;

  private int end;

  /** Elements and items met in the loop. */
  private int count;

  /**
   * A loop over a window.
   *
   * @param block the number by which the index knows the window's lasting bytes; -1 for none
   * @param longest value that is read to memory, bytes
   * @param deepest level below which no item may lie
   */
  UsualElements(
      ByteWindow window,
      ElementIndex index,
      ParseBounds bounds,
      int block,
      int longest,
      int deepest) {
    this.window = window;
    this.index = index;
    this.bounds = bounds;
    this.block = block;
    this.longest = longest;
    this.deepest = deepest;
  }

  private static int place(int letters) {
    return (letters & 0x1F) << 5 | (letters >>> 8 & 0x1F);
  }

  /**
   * Takes what is usual from the window's position on.
   *
   * @param floor levels that are to stay open
   * @param meta whether group 0002 alone is read at the top
   */
  void take(Levels levels, int floor, boolean meta) {
    bytes = window.bytes();
    int first = window.at();
    base = window.position() - first;
    at = first;
    end = window.seen();
    boolean copies = block < 0 || !window.lasting();
    if (copies) {
      end = Math.min(end, first + index.makeRoom(end - first));
    }
    int into = copies ? index.copyBlock() : block;
    int shift = copies ? index.copyOffset() - first : 0;
    count = 0;
    int most = bounds.left();
    boolean going = true;
    while (going && count < most) {
      ItemFrame frame = levels.top();
      if (frame.inSequence()) {
        going = item(levels, frame);
      } else if (frame.end != ItemFrame.OPEN && base + at >= frame.end) {
        going = levels.depth() > floor + 1;
        if (going) {
          levels.pop();
        }
      } else if (frame.bigEndian) {
        going = false;
      } else {
        elements(frame, most, meta && levels.depth() == 1, into, shift);
        going = frame.inSequence() || closed(levels, frame);
      }
    }
    bounds.add(count);
    window.advance(at - first);
    if (copies) {
      index.copy(bytes, first, at - first);
    }
  }

  /** Takes the header of an item, or the end of the sequence. */
  private boolean item(Levels levels, ItemFrame frame) {
    long position = base + at;
    boolean open = frame.sequenceEnd == ItemFrame.OPEN;
    if (!open && position >= frame.sequenceEnd) {
      frame.closeSequence();
      return true;
    }
    if (end - at < 8 || position + 8 > frame.sequenceLimit || frame.itemsBigEndian) {
      return false;
    }
    int tag = tag(at);
    if (tag == Tag.SequenceDelimitationItem && open) {
      at += 8;
      frame.closeSequence();
      return true;
    }
    int length = (int) INT.get(bytes, at + 4);
    long itemEnd =
        length == DataSetParser.UNDEFINED ? ItemFrame.OPEN : position + 8 + (length & 0xFFFFFFFFL);
    if (tag != Tag.Item || itemEnd > frame.sequenceLimit || levels.depth() > deepest) {
      return false;
    }
    at += 8;
    count++;
    levels.item(itemEnd);
    return true;
  }

  /** Closes an item at its delimiter, where that is what comes. */
  private boolean closed(Levels levels, ItemFrame frame) {
    if (frame.end != ItemFrame.OPEN) {
      return base + at >= frame.end;
    }
    boolean delimiter =
        end - at >= 8
            && base + at + 8 <= frame.limit
            && levels.depth() > 1
            && tag(at) == Tag.ItemDelimitationItem;
    if (delimiter) {
      at += 8;
      levels.pop();
    }
    return delimiter;
  }

  /** Takes elements of one item, up to one that is not usual or begins a sequence. */
  private void elements(ItemFrame frame, int most, boolean meta, int into, int shift) {
    // Fields are kept in variables here: this is where the time goes.
    byte[] from = bytes;
    int limit = (int) Math.min(end, frame.limit - base);
    int left = most - count;
    int next = at;
    int taken = 0;
    boolean explicit = frame.explicit;
    while (limit - next >= 8 && taken < left) {
      long head = (long) LONG.get(from, next);
      int tag = Integer.rotateLeft((int) head, 16);
      int letters = (int) (head >>> 32) & 0xFFFF;
      int known = explicit ? KNOWN[place(letters)] : implicit(frame, tag);
      boolean longForm = (known & LONG_FORM) != 0;
      if (isSpecial(tag, meta)
          || known == UNUSUAL
          || (explicit && known >>> LETTERS_SHIFT != letters)
          || (longForm && limit - next < 12)) {
        break;
      }
      int value = longForm ? next + 12 : next + 8;
      int length = (int) (head >>> 48);
      if (longForm || !explicit) {
        length = (int) INT.get(from, value - 4);
      }
      if ((known & CODE) == SEQUENCE) {
        if (opened(frame, tag, value, length)) {
          next = value;
          taken++;
        }
        break;
      }
      if (length < 0 || length > longest || length > limit - value) {
        break;
      }
      index.slice(tag, known & CODE, into, value + shift, length);
      frame.elements++;
      taken++;
      next = value + length;
      if (Tags.isPrivateCreator(tag)) {
        frame.learn(tag);
      }
    }
    at = next;
    count += taken;
  }

  /** What ends the loop by its tag: not an element, or one that more than its bytes hangs on. */
  private static boolean isSpecial(int tag, boolean meta) {
    int group = tag >>> 16;
    return group == DELIMITER_GROUP
        || group == PIXEL_GROUP
        || tag == Tag.PixelRepresentation
        || (meta && group != META_GROUP);
  }

  /** What the dictionary says; of private elements their creators say it. */
  private static int implicit(ItemFrame frame, int tag) {
    if (Tags.isPrivate(tag) && !Tags.isPrivateCreator(tag)) {
      return UNUSUAL;
    }
    return IMPLICIT | Dictionary.vr(tag, frame.signedPixels()).code();
  }

  /** Opens a sequence; false where it is for others to say whether it is one. */
  private boolean opened(ItemFrame frame, int tag, int value, int length) {
    boolean open = length == DataSetParser.UNDEFINED;
    long last = base + value + (length & 0xFFFFFFFFL);
    boolean certain =
        open
            || (length >= 0
                && last <= frame.limit
                && (frame.explicit || length == 0 || (end - value >= 4 && tag(value) == Tag.Item)));
    if (certain) {
      frame.open(
          tag,
          VR.SQ,
          open ? ItemFrame.OPEN : last,
          open ? frame.limit : last,
          frame.explicit,
          false);
    }
    return certain;
  }

  private int tag(int offset) {
    return Integer.rotateLeft((int) INT.get(bytes, offset), 16);
  }
}
