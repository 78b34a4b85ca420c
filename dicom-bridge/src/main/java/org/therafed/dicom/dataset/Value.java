package org.therafed.dicom.dataset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What an element holds: bytes, a reference, items, or the fragments of encapsulated pixels. */
public sealed interface Value permits Value.Inline, Value.Bulk, Value.Items, Value.Fragments {

  /** No value: no items of a sequence, no bytes of anything else. */
  static Value empty(VR vr) {
    return vr == VR.SQ ? new Items(List.of(), false) : Inline.EMPTY;
  }

  /** Bytes in memory, numbers little endian, part of an array. Immutable by convention. */
  final class Inline implements Value {
    private static final Inline EMPTY = new Inline(new byte[0], 0, 0);
    private final byte[] array;
    private final int offset;
    private final int length;

    private Inline(byte[] array, int offset, int length) {
      this.array = array;
      this.offset = offset;
      this.length = length;
    }

    /** Takes the array over; the caller must not change it afterwards. */
    public static Inline of(byte[] bytes) {
      return of(bytes, 0, bytes.length);
    }

    /** Part of an array, which must not change afterwards. */
    public static Inline of(byte[] array, int offset, int length) {
      return length == 0 ? EMPTY : new Inline(array, offset, length);
    }

    /** Length in bytes. */
    public int length() {
      return length;
    }

    /** A copy of the bytes. */
    public byte[] copy() {
      return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The bytes, copied only where they are part of a longer array: they must not be changed. */
    public byte[] bytes() {
      return length == array.length ? array : copy();
    }

    /** What holds the bytes, and perhaps others: for writers, which must not change it. */
    public byte[] array() {
      return array;
    }

    /** Where in {@link #array} the bytes begin. */
    public int offset() {
      return offset;
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
