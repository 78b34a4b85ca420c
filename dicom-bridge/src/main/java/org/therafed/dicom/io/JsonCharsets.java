package org.therafed.dicom.io;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * Sees to it that data sets read from JSON say UTF-8 wherever text beyond ASCII is in force. A text
 * of JSON is Unicode whatever (0008,0005) says, or whether it is there at all.
 */
final class JsonCharsets {
  private final Set<DataSet> unicode = Collections.newSetFromMap(new IdentityHashMap<>());

  /** A data set, and the one around it whose (0008,0005) it inherits. */
  private record Place(DataSet set, DataSet holder) {}

  /** (0008,0005) as JSON has it. */
  static Element unicode() {
    return Element.of(
        Tag.SpecificCharacterSet,
        VR.CS,
        List.of(SpecificCharacterSet.UTF_8.toString()),
        SpecificCharacterSet.DEFAULT);
  }

  /** Remembers a data set with text beyond ASCII. */
  void add(DataSet set) {
    unicode.add(set);
  }

  /** Writes (0008,0005) where it is missing or empty, from the top down. */
  void settle(DataSet root) {
    if (unicode.isEmpty()) {
      return;
    }
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(root, root));
    while (!open.isEmpty()) {
      Place place = open.pop();
      DataSet set = place.set();
      DataSet holder = set.contains(Tag.SpecificCharacterSet) ? set : place.holder();
      if (unicode.contains(set) && !holder.charset().equals(SpecificCharacterSet.UTF_8)) {
        holder.append(unicode());
      }
      for (Element element : set) {
        if (element.value() instanceof Value.Items items) {
          items.items().forEach(item -> open.push(new Place(item, holder)));
        }
      }
    }
    unicode.clear();
  }
}
