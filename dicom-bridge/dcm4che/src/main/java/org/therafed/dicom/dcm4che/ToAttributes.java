package org.therafed.dicom.dcm4che;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.Value;

/** A data set as attributes of dcm4che; references stay references. */
final class ToAttributes {
  private ToAttributes() {}

  static Attributes of(DataSet set) {
    Attributes attributes = new Attributes(set.size());
    for (Element element : set) {
      // dcm4che counts groups by itself where it wants to.
      if (!Tags.isGroupLength(element.tag())) {
        put(attributes, element);
      }
    }
    return attributes;
  }

  private static void put(Attributes attributes, Element element) {
    int tag = element.tag();
    VR vr = VR.valueOf(element.vr().name());
    if (element.isEmpty()) {
      attributes.setNull(tag, vr);
    } else if (element.value() instanceof Value.Items items) {
      Sequence sequence = attributes.newSequence(tag, items.items().size());
      items.items().forEach(item -> sequence.add(of(item)));
    } else if (element.value() instanceof Value.Fragments fragments) {
      Fragments parts = attributes.newFragments(tag, vr, fragments.fragments().size());
      fragments.fragments().forEach(fragment -> parts.add(part(fragment)));
    } else if (element.value() instanceof Value.Bulk bulk) {
      attributes.setValue(tag, vr, new StreamedValue(bulk.data()));
    } else if (element.value() instanceof Value.Inline inline) {
      attributes.setBytes(tag, vr, inline.copy());
    }
  }

  private static Object part(BulkData fragment) {
    return fragment.length() == 0 ? new byte[0] : new StreamedValue(fragment);
  }
}
