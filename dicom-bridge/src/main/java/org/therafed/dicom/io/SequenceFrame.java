package org.therafed.dicom.io;

import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** A sequence while its items are read. */
final class SequenceFrame {
  final int tag;

  /** SQ, or UN where the sequence was found in one. */
  final VR vr;

  /** Where the sequence ends, or {@link ItemFrame#OPEN}. */
  final long end;

  /** What no item may reach beyond. */
  final long limit;

  final boolean explicit;
  final boolean bigEndian;
  private final List<DataSet> items = new ArrayList<>(1);

  SequenceFrame(int tag, VR vr, long end, long limit, boolean explicit, boolean bigEndian) {
    this.tag = tag;
    this.vr = vr;
    this.end = end;
    this.limit = limit;
    this.explicit = explicit;
    this.bigEndian = bigEndian;
  }

  void add(DataSet item) {
    items.add(item);
  }

  Element element() {
    return new Element(tag, vr, new Value.Items(items, end == ItemFrame.OPEN));
  }
}
