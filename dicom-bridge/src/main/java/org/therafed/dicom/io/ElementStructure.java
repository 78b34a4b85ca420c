package org.therafed.dicom.io;

import java.io.IOException;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;

/**
 * What comes next in a data set by PS3.5 section 7. {@link DataSetParser}, which keeps elements,
 * and {@link ElementWalk}, which keeps none, both ask here, so that they cannot judge differently.
 */
final class ElementStructure {
  private static final int DELIMITER_GROUP = 0xFFFE;

  /** What a value of undefined length consists of. */
  enum Undefined {
    /** Items encoded like the data set around. */
    ITEMS,
    /** Items in implicit VR little endian. */
    IMPLICIT_ITEMS,
    FRAGMENTS
  }

  private ElementStructure() {}

  /**
   * Whether the item ends at its delimiter, past which is then read; no other delimiter and no item
   * may stand where an element is needed.
   *
   * @param end of the item, or {@link ItemFrame#OPEN}
   * @param nested whether it is an item and not the data set itself
   */
  static boolean closesItem(ByteWindow window, int tag, long end, boolean nested)
      throws IOException {
    if (tag >>> 16 != DELIMITER_GROUP) {
      return false;
    }
    if (tag == Tag.ItemDelimitationItem && end == ItemFrame.OPEN && nested) {
      window.skip(8);
      return true;
    }
    throw unexpected(window, "element needed", tag, 0);
  }

  /**
   * Whether the sequence is over: at its end, or at its delimiter, past which is then read. If not,
   * the header of an item stands at the position.
   *
   * @param end of the sequence, or {@link ItemFrame#OPEN}
   * @param limit that no item may reach beyond
   */
  static boolean closesSequence(
      ByteWindow window, int sequence, long end, long limit, boolean bigEndian) throws IOException {
    boolean open = end == ItemFrame.OPEN;
    if (!open && window.position() >= end) {
      return true;
    }
    if (open && !window.has(1)) {
      throw DicomFault.at(
          DicomFaultCode.MISSING_DELIMITER,
          window.position(),
          DicomFault.tagText(sequence) + " of undefined length is not closed");
    }
    ParseBounds.need(window, limit, 8);
    int tag = window.tag(0, bigEndian);
    if (tag == Tag.SequenceDelimitationItem && open) {
      window.skip(8);
      return true;
    }
    if (tag != Tag.Item) {
      throw unexpected(window, "item needed in " + DicomFault.tagText(sequence), tag, 0);
    }
    return false;
  }

  /**
   * Reads past the header of an item.
   *
   * @param level how deep it lies
   * @return where it ends, or {@link ItemFrame#OPEN}
   */
  static long openItem(
      ByteWindow window, ParseBounds bounds, int sequence, long limit, boolean bigEndian, int level)
      throws IOException {
    int length = window.i32(4, bigEndian);
    window.skip(8);
    bounds.depth(window, level);
    if (length == DataSetParser.UNDEFINED) {
      return ItemFrame.OPEN;
    }
    long end = window.position() + (length & 0xFFFFFFFFL);
    if (end > limit) {
      throw ParseBounds.pastEnd(window, sequence, end, limit);
    }
    return end;
  }

  /** Whether a value of known length, at which the window stands, consists of items. */
  static boolean holdsItems(
      ByteWindow window, VR vr, long size, boolean explicit, boolean bigEndian) throws IOException {
    return vr == VR.SQ && (explicit || size == 0 || startsWithItem(window, bigEndian));
  }

  static boolean startsWithItem(ByteWindow window, boolean bigEndian) throws IOException {
    return window.has(4) && window.tag(0, bigEndian) == Tag.Item;
  }

  /** What a value of undefined length, at which the window stands, consists of. */
  static Undefined undefined(ByteWindow window, int tag, VR vr, boolean explicit, boolean bigEndian)
      throws IOException {
    boolean pixels = Tags.isPixelData(tag);
    if (vr == VR.SQ) {
      return Undefined.ITEMS;
    }
    if (pixels && vr == VR.UN && holdsDataSets(window, explicit, bigEndian)) {
      return Undefined.IMPLICIT_ITEMS;
    }
    if (pixels || (explicit && (vr == VR.OB || vr == VR.OW))) {
      return Undefined.FRAGMENTS;
    }
    if (vr == VR.UN || !explicit) {
      // PS3.5 section 6.2.2 note 4: UN of undefined length is a sequence in implicit VR.
      return Undefined.IMPLICIT_ITEMS;
    }
    throw DicomFault.at(
        DicomFaultCode.LENGTH_PAST_END,
        window.position(),
        DicomFault.tagText(tag) + " of VR " + vr + " must state its length");
  }

  /**
   * Whether UN of undefined length at the tag of pixels is a sequence, as elsewhere, and no
   * fragments: fragments are in the byte order of the file and state their length.
   */
  private static boolean holdsDataSets(ByteWindow window, boolean explicit, boolean bigEndian)
      throws IOException {
    if (!explicit || !window.has(8)) {
      return false;
    }
    int little = window.tag(0, false);
    boolean item = little == Tag.Item;
    return bigEndian
        ? item || little == Tag.SequenceDelimitationItem
        : item && window.i32(4, false) == DataSetParser.UNDEFINED;
  }

  /** An item or delimiter out of place, whose header began so many bytes back. */
  static DicomFault unexpected(ByteWindow window, String needed, int found, int back) {
    return DicomFault.at(
        DicomFaultCode.UNEXPECTED_ITEM,
        window.position() - back,
        needed + ", found " + DicomFault.tagText(found));
  }
}
