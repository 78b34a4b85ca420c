package org.therafed.dicom.deidentify;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;

/**
 * The bits of native samples that are no part of the value: those above High Bit and those below
 * Bits Stored (PS3.5 section 8.1.1). Text was drawn there before overlays had data of their own;
 * viewers do not show it.
 */
final class UnusedBits {
  private static final int BUFFER_BYTES = 1 << 16;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of each sample in eight bytes: the bits that are no part of the value. */
  private final long unused;

  /** Of each sample in eight bytes: High Bit and all above it but the uppermost. */
  private final long signs;

  /** Of each sample in eight bytes: High Bit. */
  private final long signBit;

  private final int width;
  private final int low;
  private final int high;
  private final boolean signed;

  private UnusedBits(int width, int low, int high, boolean signed) {
    this.width = width;
    this.low = low;
    this.high = high;
    this.unused = inEach(width, ~bits(low, high + 1));
    this.signs = inEach(width, bits(high, width - 1));
    this.signBit = inEach(width, 1L << high);
    this.signed = signed;
  }

  /** Ones from a bit on up to another one, which is none of them. */
  private static long bits(int from, int to) {
    return to <= from ? 0 : (-1L >>> (Long.SIZE - (to - from))) << from;
  }

  private static long inEach(int width, long ofOne) {
    long all = 0;
    for (int at = 0; at < Long.SIZE; at += width) {
      all |= (ofOne & bits(0, width)) << at;
    }
    return all;
  }

  /**
   * Of an image; empty where every bit is a part of the value, so that nothing need be read.
   *
   * @throws DicomFault {@code PIXELS_NOT_CLEANABLE} where it is not said which bits are, or samples
   *     are of 3, 5, 6 or 7 bytes, which no image has
   */
  static Optional<UnusedBits> of(DataSet set) {
    int width = set.integer(Tag.BitsAllocated).orElse(0);
    int stored = set.integer(Tag.BitsStored).orElse(width);
    int high = set.integer(Tag.HighBit).orElse(stored - 1);
    boolean known = stored > 0 && high >= stored - 1 && high < width;
    if (width < Byte.SIZE || stored >= width) {
      return Optional.empty();
    }
    if (!known || Long.SIZE % width != 0) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_NOT_CLEANABLE,
          "Bits Allocated, Bits Stored and High Bit do not say which bits are the image");
    }
    boolean signed = set.integer(Tag.PixelRepresentation).orElse(0) == 1;
    return Optional.of(new UnusedBits(width, high - stored + 1, high, signed));
  }

  /**
   * Holds an image back where they could say something: some are set, and they are not the sign of
   * every value drawn out.
   *
   * @param data whole samples, little endian
   * @throws DicomFault {@code PIXELS_NOT_CLEANABLE} where they are; {@code BULK_UNAVAILABLE} where
   *     they cannot be read
   */
  void refuse(BulkData data) {
    if (sayMoreIn(data)) {
      throw refused();
    }
  }

  /** Whether native pixel data hold more than the image, as {@link #refuse(BulkData)} asks. */
  boolean sayMoreIn(BulkData data) {
    try (InputStream in = data.open()) {
      return sayMoreIn(in);
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.BULK_UNAVAILABLE, "the source cannot be read", e);
    }
  }

  /** As {@link #refuse(BulkData)}; the stream is read to its end and stays open. */
  void refuse(InputStream in) throws IOException {
    if (sayMoreIn(in)) {
      throw refused();
    }
  }

  /** Takes the samples of a codestream, for {@link #refuse(CodedSamples)}. */
  CodedSamples coded(int columns) {
    return new CodedSamples(columns, signed, width);
  }

  /** As {@link #refuse(BulkData)}, of the samples of a whole frame. */
  void refuse(CodedSamples samples) {
    long sample = bits(0, width);
    boolean more = (samples.set() & unused & sample) != 0;
    boolean unlikeSign = (samples.unlikeNext() & signs & sample) != 0;
    if (samples.beyondWidth() || (more && (!signed || low > 0 || unlikeSign))) {
      throw refused();
    }
  }

  /** Whether samples coded with so many bits can hold more than the value. */
  boolean mayBeAmong(int codedBits) {
    return low > 0 || codedBits > high + 1;
  }

  /**
   * Of one byte of each sample the bits that are no part of the value.
   *
   * @param index 0 for the least significant
   */
  int ofByte(int index) {
    return (int) (unused >>> (Byte.SIZE * index)) & 0xFF;
  }

  /** Whether a bit of each sample is none of the value. */
  boolean has(int bit) {
    return bit < width && (bit < low || bit > high);
  }

  /** The same pixel data, in which those bits are zeros, or the sign drawn out. */
  BulkData cleared(BulkData data) {
    return new ClearedBits(data, this);
  }

  /**
   * Clears them in samples that were read.
   *
   * @param count whole samples, rounded up to eight bytes
   */
  void clear(byte[] buffer, int count) {
    int above = width - 1 - high;
    for (int at = 0; at < count; at += Long.BYTES) {
      long word = (long) WORDS.get(buffer, at) & ~unused;
      if (signed && above > 0) {
        long negative = (word & signBit) >>> high;
        // One in the lowest bit of each negative sample becomes ones in all bits above High Bit.
        word |= negative * (bits(0, above) << (high + 1));
      }
      WORDS.set(buffer, at, word);
    }
  }

  private static DicomFault refused() {
    return DicomFault.of(
        DicomFaultCode.PIXELS_NOT_CLEANABLE,
        "bits that are no part of the image (Bits Stored, High Bit) are set, text may be drawn"
            + " there and no viewer shows it; Clean Pixel Data clears them in native pixels");
  }

  private boolean sayMoreIn(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long set = 0;
    long unlikeSign = 0;
    int read = in.readNBytes(buffer, 0, BUFFER_BYTES);
    while (read > 0) {
      Arrays.fill(buffer, read, Math.min(BUFFER_BYTES, read + Long.BYTES), (byte) 0);
      for (int at = 0; at < read; at += Long.BYTES) {
        long word = (long) WORDS.get(buffer, at);
        set |= word & unused;
        unlikeSign |= (word ^ (word >>> 1)) & signs;
      }
      if (set != 0 && (!signed || low > 0 || unlikeSign != 0)) {
        return true;
      }
      read = in.readNBytes(buffer, 0, BUFFER_BYTES);
    }
    return false;
  }
}
