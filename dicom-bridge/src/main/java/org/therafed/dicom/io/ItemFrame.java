package org.therafed.dicom.io;

import java.util.HashMap;
import java.util.Map;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;

/** An item while it is read, or the data set itself at the bottom of the stack. */
final class ItemFrame {
  /** The end of what is closed by a delimiter, or by the end of the input. */
  static final long OPEN = -1L;

  final DataSet set = new DataSet();

  /** Where the item ends, or {@link #OPEN}. */
  final long end;

  /** What nothing in the item may reach beyond. */
  final long limit;

  final boolean explicit;
  final boolean bigEndian;
  private boolean signedPixels;
  private Map<Integer, String> creators = Map.of();

  /** The sequence of this item that is being read; null between elements. */
  SequenceFrame sequence;

  ItemFrame(long end, long limit, boolean explicit, boolean bigEndian, boolean signedPixels) {
    this.end = end;
    this.limit = limit;
    this.explicit = explicit;
    this.bigEndian = bigEndian;
    this.signedPixels = signedPixels;
  }

  /** Pixel Representation (0028,0103) here or, before it, in the data set around the item. */
  boolean signedPixels() {
    return signedPixels;
  }

  /** The creator that reserved the block of a private element; null where none did. */
  String creatorOf(int tag) {
    return creators.get(Tags.creatorOf(tag));
  }

  /** Remembers what decides on the representation of elements to come. */
  void learn(int tag) {
    if (Tags.isPrivateCreator(tag)) {
      if (creators.isEmpty()) {
        creators = new HashMap<>();
      }
      set.string(tag).ifPresent(name -> creators.put(tag, name));
    } else if (tag == Tag.PixelRepresentation) {
      signedPixels = set.integer(tag).orElse(0) == 1;
    }
  }
}
