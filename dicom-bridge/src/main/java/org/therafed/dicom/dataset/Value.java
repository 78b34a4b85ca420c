package org.therafed.dicom.dataset;

import java.util.Collections;
import java.util.List;

/** What an element holds: bytes, a reference, items, or the fragments of encapsulated pixels. */
public sealed interface Value permits Value.Inline, Value.Bulk, Value.Items, Value.Fragments {

  /** No value: no items of a sequence, no bytes of anything else. */
  static Value empty(VR vr) {
    return vr == VR.SQ ? new Items(List.of(), false) : Inline.EMPTY;
  }

  /** Bytes in memory, numbers little endian. Immutable by convention: the array is not shared. */
  final class Inline implements Value {
    private static final Inline EMPTY = new Inline(new byte[0]);
    private final byte[] bytes;

    private Inline(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Takes the array over; the caller must not change it afterwards. */
    public static Inline of(byte[] bytes) {
      return bytes.length == 0 ? EMPTY : new Inline(bytes);
    }

    /** Length in bytes. */
    public int length() {
      return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] copy() {
      return bytes.clone();
    }

    /** The bytes themselves, not copied: for writers, which must not change them. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /** A value that stays in its source. */
  record Bulk(BulkData data) implements Value {}

  /**
   * Items of a sequence.
   *
   * @param items in order
   * @param undefinedLength whether the sequence was, and will be, written with undefined length
   */
  record Items(List<DataSet> items, boolean undefinedLength) implements Value {
    public Items {
      items = Collections.unmodifiableList(items);
    }
  }

  /**
   * Encapsulated pixel data, PS3.5 section A.4.
   *
   * @param fragments the basic offset table first, then the fragments
   */
  record Fragments(List<BulkData> fragments) implements Value {
    public Fragments {
      fragments = List.copyOf(fragments);
    }
  }
}
