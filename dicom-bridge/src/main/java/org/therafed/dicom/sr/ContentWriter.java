package org.therafed.dicom.sr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * Content trees into data sets. Items are put in their place before they are filled, so that text
 * is encoded by the character set of the document.
 */
final class ContentWriter {
  private ContentWriter() {}

  private record Task(ContentItem item, DataSet into) {}

  static void write(ContentItem root, DataSet into) {
    Deque<Task> open = new ArrayDeque<>();
    open.add(new Task(root, into));
    while (!open.isEmpty()) {
      Task task = open.remove();
      one(task.item(), task.into());
      List<DataSet> below = new ArrayList<>();
      for (ContentItem child : task.item().children()) {
        DataSet item = new DataSet();
        below.add(item);
        open.add(new Task(child, item));
      }
      if (!below.isEmpty()) {
        task.into().putItems(Tag.ContentSequence, below);
      }
    }
  }

  private static void one(ContentItem item, DataSet into) {
    item.relationship().ifPresent(r -> into.put(Tag.RelationshipType, VR.CS, r.term()));
    item.observed().ifPresent(time -> into.put(Tag.ObservationDateTime, VR.DT, time));
    item.name().ifPresent(name -> code(into, Tag.ConceptNameCodeSequence, name));
    ValueWriter.write(item.value(), into);
  }

  static void code(DataSet into, int sequenceTag, Code code) {
    DataSet item = new DataSet();
    into.putItems(sequenceTag, item);
    code.write(item);
  }
}
