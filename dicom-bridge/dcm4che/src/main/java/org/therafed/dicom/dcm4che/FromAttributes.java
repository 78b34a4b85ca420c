package org.therafed.dicom.dcm4che;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.BulkData;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * Attributes of dcm4che as a data set. Bytes are taken as they were read; how a sequence's length
 * was written and group lengths are not, because dcm4che does not keep them. Private elements of
 * implicit VR, which dcm4che leaves UN, get the VR of our dictionary.
 */
final class FromAttributes {
  private final Path file;
  private final long fileBytes;
  private final boolean implicit;

  /** Of data sets in memory, which hold no references. */
  FromAttributes() {
    this(null, 0, false);
  }

  /** Of a file that references point into. */
  FromAttributes(Path file, long fileBytes, boolean implicit) {
    this.file = file;
    this.fileBytes = fileBytes;
    this.implicit = implicit;
  }

  DataSet dataSet(Attributes attributes) throws IOException {
    DataSet set = new DataSet();
    for (int tag : attributes.tags()) {
      put(set, attributes, tag);
    }
    return set;
  }

  private void put(DataSet set, Attributes attributes, int tag) throws IOException {
    VR vr = vr(set, attributes, tag);
    Object value = attributes.getValue(tag);
    if (value instanceof Sequence sequence) {
      List<DataSet> items = new ArrayList<>(sequence.size());
      for (Attributes item : sequence) {
        items.add(dataSet(item));
      }
      set.append(new Element(tag, vr, new Value.Items(items, false)));
    } else if (value instanceof Fragments fragments) {
      List<org.therafed.dicom.dataset.BulkData> parts = new ArrayList<>(fragments.size());
      for (Object fragment : fragments) {
        parts.add(fragment(fragment));
      }
      set.append(new Element(tag, vr, new Value.Fragments(parts)));
    } else if (value instanceof BulkData bulk) {
      set.append(new Element(tag, vr, new Value.Bulk(region(bulk))));
    } else if (vr == VR.SQ) {
      set.append(new Element(tag, vr, Value.empty(vr)));
    } else {
      put(set, attributes, tag, vr);
    }
  }

  private VR vr(DataSet set, Attributes attributes, int tag) {
    VR read = VR.valueOf(attributes.getVR(tag).name());
    if (read != VR.UN || !implicit) {
      return read;
    }
    VR known = set.meaning(new Element(tag, read, Value.empty(read)));
    // What is a sequence by the dictionary and could not be read as one stays bytes.
    return known == VR.SQ ? read : known;
  }

  private static void put(DataSet set, Attributes attributes, int tag, VR vr) throws IOException {
    byte[] bytes = attributes.getBytes(tag);
    if (bytes == null) {
      set.append(new Element(tag, vr, Value.empty(vr)));
      return;
    }
    if (attributes.bigEndian()) {
      bytes = attributes.getVR(tag).toggleEndian(bytes, true);
    }
    if (attributes.getValue(tag) instanceof byte[]) {
      set.append(new Element(tag, vr, Value.Inline.of(bytes.clone())));
    } else {
      // dcm4che has decoded the text for its own use, and dropped the padding.
      set.putBytes(tag, vr, bytes);
    }
  }

  private org.therafed.dicom.dataset.BulkData fragment(Object fragment) {
    if (fragment instanceof BulkData bulk) {
      return region(bulk);
    }
    return org.therafed.dicom.dataset.BulkData.of(
        fragment instanceof byte[] bytes ? bytes : new byte[0]);
  }

  /** dcm4che skips what it does not read, past the end of the file too. */
  private FileRegion region(BulkData bulk) {
    long length = bulk.length() & 0xFFFFFFFFL;
    if (bulk.offset() + length > fileBytes) {
      throw DicomFault.at(
          DicomFaultCode.TRUNCATED_VALUE,
          bulk.offset(),
          length + " bytes needed, " + Math.max(0, fileBytes - bulk.offset()) + " left");
    }
    return new FileRegion(file, bulk.offset(), length);
  }
}
