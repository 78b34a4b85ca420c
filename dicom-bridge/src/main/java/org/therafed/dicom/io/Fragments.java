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

  /** From the first item, the basic offset table, to the delimiter. */
  static Value read(ByteWindow window, ParseBounds bounds, ItemFrame frame, int tag)
      throws IOException {
    List<BulkData> fragments = new ArrayList<>();
    while (true) {
      ParseBounds.need(window, frame.limit, 8);
      int itemTag = window.tag(0, frame.bigEndian);
      long size = window.i32(4, frame.bigEndian) & 0xFFFFFFFFL;
      window.skip(8);
      if (itemTag == Tag.SequenceDelimitationItem) {
        return new Value.Fragments(fragments);
      }
      if (itemTag != Tag.Item) {
        throw DataSetParser.unexpected(window, "fragment needed", itemTag, 8);
      }
      bounds.count(window);
      ParseBounds.value(window, frame.limit, tag, size);
      fragments.add(window.source().bulk(window.position(), size, 1));
      window.skip(size);
    }
  }
}
