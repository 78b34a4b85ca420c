package org.therafed.dicom.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.Value;

/**
 * What two data sets differ in: elements, their meaning and the bytes of their values, whether in
 * memory or not. How lengths are written, and group lengths, do not matter.
 */
public final class DataSetDifference {
  private static final int LONGEST = 512 << 20;

  private record Pair(int depth, DataSet one, DataSet other) {}

  private final StringBuilder text = new StringBuilder();
  private final Deque<Pair> waiting = new ArrayDeque<>();
  private int elements;

  private DataSetDifference() {}

  /** Compares two data sets, items included, however deep. */
  public static DataSetDifference between(DataSet one, DataSet other) {
    DataSetDifference difference = new DataSetDifference();
    difference.waiting.add(new Pair(0, one, other));
    while (!difference.waiting.isEmpty()) {
      difference.compare(difference.waiting.remove());
    }
    return difference;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return text.length() == 0;
  }

  /** Elements that were compared. */
  public int elements() {
    return elements;
  }

  /** Each with its tag and the depth it was found at. */
  @Override
  public String toString() {
    return text.toString();
  }

  private void compare(Pair pair) {
    for (Element element : pair.one()) {
      if (!Tags.isGroupLength(element.tag())) {
        elements++;
        pair.other()
            .element(element.tag())
            .ifPresentOrElse(
                found -> compare(pair, element, found), () -> note(pair, element, "missing"));
      }
    }
    for (Element element : pair.other()) {
      if (!Tags.isGroupLength(element.tag()) && !pair.one().contains(element.tag())) {
        note(pair, element, "more");
      }
    }
  }

  private void compare(Pair pair, Element element, Element found) {
    if (element.value() instanceof Value.Items items
        && found.value() instanceof Value.Items others
        && items.items().size() == others.items().size()) {
      for (int i = 0; i < items.items().size(); i++) {
        waiting.add(new Pair(pair.depth() + 1, items.items().get(i), others.items().get(i)));
      }
    } else if (!Arrays.equals(bytes(element.value()), bytes(found.value()))) {
      note(pair, element, "value");
    } else if (pair.one().meaning(element) != pair.other().meaning(found)) {
      note(pair, element, "is " + found.vr());
    }
  }

  private void note(Pair pair, Element element, String what) {
    text.append(' ')
        .append(DicomFault.tagText(element.tag()))
        .append(" at depth ")
        .append(pair.depth())
        .append(' ')
        .append(element.vr())
        .append(' ')
        .append(what);
  }

  private static byte[] bytes(Value value) {
    if (value instanceof Value.Inline inline) {
      return inline.bytes();
    }
    if (value instanceof Value.Bulk bulk) {
      return bulk.data().bytes(LONGEST);
    }
    if (value instanceof Value.Fragments fragments) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (BulkData fragment : fragments.fragments()) {
        all.writeBytes((fragment.length() + ":").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(fragment.bytes(LONGEST));
      }
      return all.toByteArray();
    }
    return ((Value.Items) value).items().isEmpty() ? new byte[0] : new byte[] {1};
  }
}
