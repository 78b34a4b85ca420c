package org.therafed.dicom.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a reader has found in its input, before anybody asks for it: a row of numbers for each
 * element and each item, in the order of the input, and the bytes of short values in few arrays. A
 * data set made of it makes its elements when it is first looked at, level by level, so that a
 * header of which a few values are wanted costs little more than finding their places.
 *
 * <p>For readers, which fill it from one thread and then leave it alone.
 */
public final class ElementIndex {
  /**
   * A row is two numbers of two halves: the tag and what it is; then of a value its place in its
   * block and its length, of another value its number, of sequences and items the row behind them
   * and how many elements or items they have.
   */
  private static final int STRIDE = 2;

  private static final int LEAST_ROWS = 32;

  /** From here on an index only doubles. */
  private static final int LONG = 4096;

  /** Of what an element is, {@link VR#code}; the bits above say how its value is kept. */
  private static final int CODE = 0x3FF;

  private static final int IN_BLOCK = 0;
  private static final int OTHER = 0x400;
  private static final int LEVEL = 0x800;
  private static final int KIND = 0xC00;
  private static final int UNDEFINED_LENGTH = 0x1000;
  private static final int BLOCK_SHIFT = 16;
  private static final int MOST_BLOCKS = 1 << 16;

  /** Room for less is given up for a new block. */
  private static final int LEAST_ROOM = 2048;

  private static final int FIRST_BLOCK = 8 << 10;
  private static final int LARGEST_BLOCK = 64 << 10;

  private long[] rows;
  private int end;
  private byte[][] blocks = new byte[2][];
  private int blockCount;
  private byte[] copies = new byte[0];
  private int copyBlock;
  private int copyOffset;
  private final List<Value> others = new ArrayList<>(0);

  /**
   * An empty index.
   *
   * @param expected rows there may be; there is room for more
   */
  public ElementIndex(int expected) {
    rows = new long[STRIDE * Math.max(LEAST_ROWS, expected)];
  }

  /** The number of rows. */
  public int size() {
    return end / STRIDE;
  }

  /** Forgets all rows from one on; the bytes of their values stay where they are. */
  public void truncate(int row) {
    end = row * STRIDE;
  }

  private void row(int tag, int what, int third, int fourth) {
    if (end == rows.length) {
      rows = Arrays.copyOf(rows, (end < LONG ? 4 : 2) * end);
    }
    rows[end] = pair(tag, what);
    rows[end + 1] = pair(third, fourth);
    end += STRIDE;
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | (second & 0xFFFFFFFFL);
  }

  private int what(int row) {
    return (int) rows[row * STRIDE];
  }

  /** The place of a value, the number of another one, or the row behind a sequence or item. */
  private int place(int row) {
    return (int) (rows[row * STRIDE + 1] >>> 32);
  }

  /** The length of a value, or the number of items or elements. */
  private int count(int row) {
    return (int) rows[row * STRIDE + 1];
  }

  /**
   * Takes over an array that values are to be found in; it must not change afterwards.
   *
   * @return its number; -1 where there are too many to count
   */
  public int block(byte[] bytes) {
    if (blockCount > 0 && blocks[blockCount - 1] == bytes) {
      return blockCount - 1;
    }
    if (blockCount == MOST_BLOCKS) {
      return -1;
    }
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blockCount);
    }
    blocks[blockCount] = bytes;
    return blockCount++;
  }

  /** Adds an element whose value is part of a block, numbers little endian. */
  public void slice(int tag, VR vr, int number, int offset, int length) {
    slice(tag, vr.code(), number, offset, length);
  }

  /** As {@link #slice(int, VR, int, int, int)}, by the code of the VR. */
  public void slice(int tag, int vr, int number, int offset, int length) {
    row(tag, vr | number << BLOCK_SHIFT, offset, length);
  }

  /**
   * Makes room to copy bytes to.
   *
   * @param wanted how many there may be; fewer are granted where a block is nearly full
   * @return how many may be copied
   */
  public int makeRoom(int wanted) {
    if (copyRoom() < Math.min(wanted, LEAST_ROOM) && blockCount < MOST_BLOCKS) {
      copies = new byte[Math.max(FIRST_BLOCK, Math.min(2 * copies.length, LARGEST_BLOCK))];
      copyBlock = block(copies);
      copyOffset = 0;
    }
    return copyRoom();
  }

  private int copyRoom() {
    return copies.length - copyOffset;
  }

  /** The number of the block that bytes are copied to. */
  public int copyBlock() {
    return copyBlock;
  }

  /** The place in that block where the next copied bytes go. */
  public int copyOffset() {
    return copyOffset;
  }

  /** Copies bytes, for which there must be room, to where {@link #copyOffset} said. */
  public void copy(byte[] bytes, int offset, int length) {
    System.arraycopy(bytes, offset, copies, copyOffset, length);
    copyOffset += length;
  }

  /** Adds an element with a value that exists already. */
  public void value(int tag, VR vr, Value value) {
    row(tag, vr.code() | OTHER, others.size(), 0);
    others.add(value);
  }

  /**
   * Opens a sequence, an item in one, or a data set at the top: what is added until {@link #close}
   * is in it.
   *
   * @param vr of a sequence, SQ or UN; of the others anything
   * @return its row
   */
  public int open(int tag, VR vr, boolean undefinedLength) {
    row(tag, vr.code() | LEVEL | (undefinedLength ? UNDEFINED_LENGTH : 0), 0, 0);
    return size() - 1;
  }

  /**
   * Closes what {@link #open} opened, with the number of its items or elements.
   *
   * <p>May be repeated where more has been added.
   */
  public void close(int row, int count) {
    rows[row * STRIDE + 1] = pair(size(), count);
  }

  /** The data set of a row that was opened and closed as an item or at the top. */
  public DataSet dataSet(int row) {
    return new DataSet(this, row, null);
  }

  /**
   * The value of a row where it is one text of VR LO that reads the same in every character set;
   * null where it takes more to tell.
   */
  public String plainText(int row) {
    int what = what(row);
    if ((what & (KIND | CODE)) != VR.LO.code()) {
      return null;
    }
    byte[] bytes = blocks[what >>> BLOCK_SHIFT];
    int first = place(row);
    int last = first + count(row);
    for (int i = first; i < last; i++) {
      if (bytes[i] < ' ' || bytes[i] == '\\') {
        return null;
      }
    }
    return new String(bytes, first, last - first, StandardCharsets.US_ASCII).strip();
  }

  /** The first word of a row whose value is one of VR US; -1 where it is none. */
  public int word(int row) {
    int what = what(row);
    if ((what & (KIND | CODE)) != VR.US.code() || count(row) < 2) {
      return -1;
    }
    byte[] bytes = blocks[what >>> BLOCK_SHIFT];
    int offset = place(row);
    return (bytes[offset + 1] & 0xFF) << 8 | (bytes[offset] & 0xFF);
  }

  boolean undefinedLength(int row) {
    return (what(row) & UNDEFINED_LENGTH) != 0;
  }

  boolean isEmpty(int row) {
    return count(row) == 0;
  }

  /** The elements of a data set; its items get it for their parent. */
  ElementTable elements(int row, DataSet owner) {
    Element[] elements = new Element[count(row)];
    int at = row + 1;
    for (int i = 0; i < elements.length; i++) {
      elements[i] = element(at, owner);
      at = next(at);
    }
    return new ElementTable(elements);
  }

  /** The row behind an element or item and all that is in it. */
  private int next(int row) {
    return (what(row) & KIND) == LEVEL ? place(row) : row + 1;
  }

  private Element element(int row, DataSet owner) {
    int what = what(row);
    Value value =
        switch (what & KIND) {
          case IN_BLOCK -> Value.Inline.of(blocks[what >>> BLOCK_SHIFT], place(row), count(row));
          case OTHER -> adopted(others.get(place(row)), owner);
          default -> new Value.Items(items(row, owner), undefinedLength(row));
        };
    return new Element((int) (rows[row * STRIDE] >>> 32), VR.ofCode(what & CODE), value);
  }

  private static Value adopted(Value value, DataSet owner) {
    owner.adopt(value);
    return value;
  }

  private List<DataSet> items(int row, DataSet owner) {
    DataSet[] items = new DataSet[count(row)];
    int at = row + 1;
    for (int i = 0; i < items.length; i++) {
      items[i] = new DataSet(this, at, owner);
      at = next(at);
    }
    return Arrays.asList(items);
  }
}
