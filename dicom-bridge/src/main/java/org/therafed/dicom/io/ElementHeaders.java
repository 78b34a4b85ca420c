package org.therafed.dicom.io;

import java.io.IOException;
import java.util.Locale;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;

/** The value representation and length of an element, PS3.5 section 7.1. */
final class ElementHeaders {
  private ElementHeaders() {}

  /** The representation written at the window's position, where the element begins. */
  static VR explicitVr(ByteWindow window, int tag) {
    int first = window.u8(4);
    int second = window.u8(5);
    VR vr = VR.lookup(first, second);
    if (vr != null) {
      return vr;
    }
    if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
      throw DicomFault.at(
          DicomFaultCode.INVALID_VR,
          window.position() + 4,
          DicomFault.tagText(tag)
              + String.format(Locale.ROOT, " has %02X%02XH", first, second)
              + "; two letters of PS3.5 Table 6.2-1 needed");
    }
    // PS3.5 section 6.2.2: representations to come use the long form; their bytes are kept.
    return VR.UN;
  }

  /** The representation that the dictionary gives where none is written. */
  static VR implicitVr(ItemFrame frame, int tag) {
    if (Tags.isPrivate(tag) && !Tags.isPrivateCreator(tag)) {
      String creator = frame.creatorOf(tag);
      return creator == null ? VR.UN : Dictionary.vr(creator, tag);
    }
    return Dictionary.vr(tag, frame.signedPixels());
  }

  /** Reads past the header to the value; the length is to be read as unsigned. */
  static int skip(ByteWindow window, ItemFrame frame, VR vr) throws IOException {
    return skip(window, frame.limit, frame.explicit, frame.bigEndian, vr);
  }

  /** As {@link #skip(ByteWindow, ItemFrame, VR)}, of an item that ends at the limit. */
  static int skip(ByteWindow window, long limit, boolean explicit, boolean bigEndian, VR vr)
      throws IOException {
    int length;
    if (!explicit) {
      length = window.i32(4, bigEndian);
      window.skip(8);
    } else if (vr.longForm()) {
      ParseBounds.need(window, limit, 12);
      length = window.i32(8, bigEndian);
      window.skip(12);
    } else {
      length = window.u16(6, bigEndian);
      window.skip(8);
    }
    return length;
  }
}
