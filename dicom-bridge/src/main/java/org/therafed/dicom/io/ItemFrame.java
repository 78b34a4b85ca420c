package org.therafed.dicom.io;

import java.util.Arrays;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.ElementIndex;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;

/**
 * A level of nesting while it is read: an item, or the data set itself at the bottom, and the
 * sequence in it that is being read. Used again for the next item of the same depth.
 */
final class ItemFrame {
  /** The end of what is closed by a delimiter, or by the end of the input. */
  static final long OPEN = -1L;

  /** No row: of a sequence where none is being read. */
  private static final int NONE = -1;

  private static final int[] NO_NUMBERS = {};
  private static final String[] NO_NAMES = {};

  private final ElementIndex index;

  /** The row of the item. */
  int row;

  /** Where the item ends, or {@link #OPEN}. */
  long end;

  /** What nothing in the item may reach beyond. */
  long limit;

  boolean explicit;
  boolean bigEndian;

  /** Elements so far. */
  int elements;

  /** Of the sequence, SQ or UN, that is being read. */
  int sequenceTag;

  /** Where the sequence ends, or {@link #OPEN}. */
  long sequenceEnd;

  /** What no item may reach beyond. */
  long sequenceLimit;

  boolean itemsExplicit;
  boolean itemsBigEndian;

  private int sequenceRow;
  private int items;
  private boolean signedPixels;
  private int creators;
  private int[] creatorTags = NO_NUMBERS;
  private int[] creatorRows = NO_NUMBERS;

  /** How many elements there were when the creator was read: later ones may name another. */
  private int[] creatorElements = NO_NUMBERS;

  /** Null before somebody asked, empty where there is no name. */
  private String[] creatorNames = NO_NAMES;

  ItemFrame(ElementIndex index) {
    this.index = index;
  }

  /** Begins an item whose row stands in the index. */
  void begin(int row, long end, long limit, boolean signedPixels) {
    this.row = row;
    this.end = end;
    this.limit = limit;
    this.signedPixels = signedPixels;
    elements = 0;
    sequenceRow = NONE;
    creators = 0;
  }

  /** How what is in the item is written. */
  void encoding(boolean explicit, boolean bigEndian) {
    this.explicit = explicit;
    this.bigEndian = bigEndian;
  }

  /** Begins a sequence in the item, whose items are written in the encoding given. */
  void open(int tag, VR vr, long end, long limit, boolean explicit, boolean bigEndian) {
    sequenceRow = index.open(tag, vr, end == OPEN);
    sequenceTag = tag;
    sequenceEnd = end;
    sequenceLimit = limit;
    itemsExplicit = explicit;
    itemsBigEndian = bigEndian;
    items = 0;
    elements++;
  }

  boolean inSequence() {
    return sequenceRow != NONE;
  }

  /** Counts an item of the sequence. */
  void item() {
    items++;
  }

  void closeSequence() {
    index.close(sequenceRow, items);
    sequenceRow = NONE;
  }

  /** Pixel Representation (0028,0103) here or, before it, in the data set around the item. */
  boolean signedPixels() {
    return signedPixels;
  }

  /** The creator that reserved the block of a private element; null where none did. */
  String creatorOf(int tag) {
    int creator = Tags.creatorOf(tag);
    for (int i = creators - 1; i >= 0; i--) {
      if (creatorTags[i] == creator) {
        if (creatorNames[i] == null) {
          creatorNames[i] = nameOf(creator, creatorRows[i], creatorElements[i]);
        }
        if (!creatorNames[i].isEmpty()) {
          return creatorNames[i];
        }
      }
    }
    return null;
  }

  private String nameOf(int creator, int creatorRow, int upTo) {
    String plain = index.plainText(creatorRow);
    return plain == null ? first(upTo).string(creator).orElse("") : plain;
  }

  /** Remembers what decides on the representation of elements to come, from the last row. */
  void learn(int tag) {
    if (Tags.isPrivateCreator(tag)) {
      creator(tag);
    } else if (tag == Tag.PixelRepresentation) {
      int word = index.word(index.size() - 1);
      signedPixels = word >= 0 ? word == 1 : first(elements).integer(tag).orElse(0) == 1;
    }
  }

  private void creator(int tag) {
    if (creators == creatorTags.length) {
      int room = creators + 8;
      creatorTags = Arrays.copyOf(creatorTags, room);
      creatorRows = Arrays.copyOf(creatorRows, room);
      creatorElements = Arrays.copyOf(creatorElements, room);
      creatorNames = Arrays.copyOf(creatorNames, room);
    }
    creatorTags[creators] = tag;
    creatorRows[creators] = index.size() - 1;
    creatorElements[creators] = elements;
    creatorNames[creators++] = null;
  }

  /** So many elements of the item, as a data set of their own. */
  private DataSet first(int count) {
    index.close(row, count);
    return index.dataSet(row);
  }
}
