package org.therafed.dicom.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;

/** Reads encapsulated pixel data as references, PS3.5 section A.4. */
final class Fragments {
  private Fragments() {}

  /** No fragment any more. */
  static final long END = -1L;

  /** From the first item, the basic offset table, to the delimiter. */
  static Value read(ByteWindow window, ParseBounds bounds, ItemFrame frame, int tag)
      throws IOException {
    List<BulkData> fragments = new ArrayList<>();
    while (true) {
      long size = next(window, frame.limit, frame.bigEndian);
      if (size == END) {
        return new Value.Fragments(fragments);
      }
      bounds.count(window);
      ParseBounds.value(window, frame.limit, tag, size);
      fragments.add(window.source().bulk(window.position(), size, 1));
      window.skip(size);
    }
  }

  /** Reads past the header of a fragment to its bytes; their number, or {@link #END}. */
  static long next(ByteWindow window, long limit, boolean bigEndian) throws IOException {
    ParseBounds.need(window, limit, 8);
    int itemTag = window.tag(0, bigEndian);
    long size = window.i32(4, bigEndian) & 0xFFFFFFFFL;
    window.skip(8);
    if (itemTag == Tag.SequenceDelimitationItem) {
      return END;
    }
    if (itemTag != Tag.Item) {
      throw ElementStructure.unexpected(window, "fragment needed", itemTag, 8);
    }
    return size;
  }
}
