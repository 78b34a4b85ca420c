package org.therafed.dicom.io;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.Value;

/** Rules of PS3.5 that the writer keeps, so that files which break them come out mended. */
final class Conformance {
  private Conformance() {}

  private record Pair(DataSet read, DataSet mended) {}

  /**
   * Whether a file has a value of odd length (PS3.5 section 7.1), or a group length that does not
   * count its group (section 7.2).
   *
   * @param copy the file as it was written back
   */
  static boolean isBroken(DicomFile file, byte[] copy) {
    DicomFile mended = Part10Reader.read(copy);
    return isBroken(new Pair(file.meta(), mended.meta()))
        || isBroken(new Pair(file.dataSet(), mended.dataSet()));
  }

  private static boolean isBroken(Pair top) {
    Deque<Pair> open = new ArrayDeque<>();
    open.push(top);
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      for (Element element : pair.read()) {
        if (isOdd(element.value()) || isMiscounted(element, pair.mended())) {
          return true;
        }
        List<DataSet> items = pair.read().items(element.tag());
        List<DataSet> copies = pair.mended().items(element.tag());
        for (int i = 0; i < items.size() && items.size() == copies.size(); i++) {
          open.push(new Pair(items.get(i), copies.get(i)));
        }
      }
    }
    return false;
  }

  private static boolean isOdd(Value value) {
    if (value instanceof Value.Fragments fragments) {
      return fragments.fragments().stream().anyMatch(fragment -> fragment.length() % 2 == 1);
    }
    long length = 0;
    if (value instanceof Value.Inline inline) {
      length = inline.length();
    } else if (value instanceof Value.Bulk bulk) {
      BulkData data = bulk.data();
      length = data.length();
    }
    return length % 2 == 1;
  }

  private static boolean isMiscounted(Element element, DataSet mended) {
    int tag = element.tag();
    DataSet read = new DataSet().put(element);
    return Tags.isGroupLength(tag) && !read.strings(tag).equals(mended.strings(tag));
  }
}
