package org.therafed.dicom.sr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;

/** Content trees out of data sets, with a stack of its own, so that depth costs no thread stack. */
final class ContentReader {
  /** Levels of a tree; templates of PS3.16 need fewer than 20. */
  static final int DEPTH = 256;

  /** Items of a tree; a report of 3,000 lesions has some 100,000. */
  static final int ITEMS = 500_000;

  private final Deque<Frame> open = new ArrayDeque<>();
  private int count;

  private ContentReader() {}

  private static final class Frame {
    private final DataSet item;
    private final List<DataSet> below;
    private final List<ContentItem> children = new ArrayList<>();
    private int next;

    Frame(DataSet item) {
      this.item = item;
      this.below = item.items(Tag.ContentSequence);
    }

    ContentItem close() {
      return new ContentItem(
          item.string(Tag.RelationshipType).flatMap(Relationship::of),
          Code.of(item, Tag.ConceptNameCodeSequence),
          ValueReader.read(item),
          item.string(Tag.ObservationDateTime),
          children);
    }
  }

  static ContentItem read(DataSet root) {
    return new ContentReader().tree(root);
  }

  private ContentItem tree(DataSet root) {
    push(root);
    while (true) {
      Frame frame = open.element();
      if (frame.next < frame.below.size()) {
        push(frame.below.get(frame.next++));
        continue;
      }
      ContentItem done = open.pop().close();
      Optional<Frame> above = Optional.ofNullable(open.peek());
      if (above.isEmpty()) {
        return done;
      }
      above.get().children.add(done);
    }
  }

  private void push(DataSet item) {
    if (open.size() >= DEPTH || ++count > ITEMS) {
      throw DicomFault.of(
          DicomFaultCode.SR_TOO_LARGE,
          "the content tree has more than " + DEPTH + " levels or " + ITEMS + " items");
    }
    open.push(new Frame(item));
  }
}
