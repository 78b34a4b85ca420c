package org.therafed.dicom.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fragments of encapsulated pixel data make up which frame, PS3.5 section A.4.
 *
 * <p>In this order: the Extended Offset Table (7FE0,0001), the basic offset table, one fragment per
 * frame, all fragments for a single frame, and fragments that begin a JPEG or JPEG 2000 stream.
 * Where none of them settles it, that is a fault: nothing is guessed.
 */
public final class EncapsulatedFrames {
  private static final int ITEM_HEADER = 8;

  private final List<Frame> frames;

  /**
   * One frame.
   *
   * @param fragments in order
   * @param length bytes of the frame; fewer than the fragments hold where the last one is padded
   */
  public record Frame(List<BulkData> fragments, long length) {
    public Frame {
      fragments = List.copyOf(fragments);
    }

    /**
     * The frame in memory.
     *
     * @param limit largest length accepted, bytes
     * @throws DicomFault {@link DicomFaultCode#VALUE_TOO_LARGE} where it is longer, {@link
     *     DicomFaultCode#BULK_UNAVAILABLE} where the source cannot be read any more
     */
    public byte[] bytes(int limit) {
      if (length > limit) {
        throw DicomFault.of(
            DicomFaultCode.VALUE_TOO_LARGE,
            "a frame of " + length + " bytes; at most " + limit + " asked for");
      }
      byte[] bytes = new byte[(int) length];
      int at = 0;
      for (BulkData fragment : fragments) {
        byte[] part = fragment.bytes(Integer.MAX_VALUE);
        int count = Math.min(part.length, bytes.length - at);
        System.arraycopy(part, 0, bytes, at, count);
        at += count;
      }
      return bytes;
    }
  }

  private EncapsulatedFrames(List<Frame> frames) {
    this.frames = List.copyOf(frames);
  }

  /** The frames in order. */
  public List<Frame> frames() {
    return frames;
  }

  /**
   * The frames of a data set's Pixel Data (7FE0,0010).
   *
   * @throws DicomFault {@link DicomFaultCode#INVALID_VALUE} where there are no fragments, or tables
   *     and number of frames contradict them
   */
  public static EncapsulatedFrames of(DataSet set) {
    List<BulkData> all =
        set.element(Tag.PixelData)
            .map(Element::value)
            .filter(Value.Fragments.class::isInstance)
            .map(value -> ((Value.Fragments) value).fragments())
            .orElse(List.of());
    if (all.size() < 2) {
      throw invalid("a basic offset table and at least one fragment needed");
    }
    List<BulkData> fragments = all.subList(1, all.size());
    int count = Math.max(1, set.integer(Tag.NumberOfFrames).orElse(1));
    if (set.element(Tag.ExtendedOffsetTable).filter(e -> !e.isEmpty()).isPresent()) {
      return extended(set, fragments, count);
    }
    if (all.get(0).length() > 0) {
      return basic(all.get(0), fragments, count);
    }
    if (fragments.size() == count) {
      return new EncapsulatedFrames(fragments.stream().map(f -> frame(List.of(f))).toList());
    }
    return count == 1
        ? new EncapsulatedFrames(List.of(frame(fragments)))
        : new EncapsulatedFrames(grouped(fragments, streamStarts(fragments), count));
  }

  /** PS3.3 section C.7.6.3.1.8: every frame is one fragment; lengths are without padding. */
  private static EncapsulatedFrames extended(DataSet set, List<BulkData> fragments, int count) {
    long[] offsets = words(set, Tag.ExtendedOffsetTable, count);
    long[] lengths = words(set, Tag.ExtendedOffsetTableLengths, count);
    List<Frame> frames = new ArrayList<>();
    for (Frame frame : grouped(fragments, starts(fragments, offsets), count)) {
      long length = lengths[frames.size()];
      if (length < 0 || length > frame.length()) {
        throw invalid("the extended offset table states a frame longer than its fragments");
      }
      frames.add(new Frame(frame.fragments(), length));
    }
    return new EncapsulatedFrames(frames);
  }

  private static EncapsulatedFrames basic(BulkData table, List<BulkData> fragments, int count) {
    if (table.length() != 4L * count) {
      throw invalid(
          "the basic offset table has " + table.length() + " bytes for " + count + " frames");
    }
    ByteBuffer words = little(table.bytes(4 * count));
    long[] offsets = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = words.getInt() & 0xFFFFFFFFL;
    }
    return new EncapsulatedFrames(grouped(fragments, starts(fragments, offsets), count));
  }

  private static long[] words(DataSet set, int tag, int count) {
    BulkData data = set.bulk(tag).orElseThrow(() -> invalid("an extended offset table is absent"));
    if (data.length() != 8L * count) {
      throw invalid(DicomFault.tagText(tag) + " does not have 8 bytes for each frame");
    }
    long[] words = new long[count];
    little(data.bytes(8 * count)).asLongBuffer().get(words);
    return words;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Offsets count from the first item after the basic offset table to the item of a frame. */
  private static List<Integer> starts(List<BulkData> fragments, long[] offsets) {
    List<Integer> starts = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < fragments.size() && starts.size() < offsets.length; i++) {
      if (offsets[starts.size()] == at) {
        starts.add(i);
      }
      at += ITEM_HEADER + fragments.get(i).length();
    }
    return starts;
  }

  private static List<Integer> streamStarts(List<BulkData> fragments) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < fragments.size(); i++) {
      if (beginsStream(fragments.get(i))) {
        starts.add(i);
      }
    }
    return starts;
  }

  /** SOI of ISO/IEC 10918-1 and 14495-1; SOC and SIZ of ISO/IEC 15444-1. */
  private static boolean beginsStream(BulkData fragment) {
    try (InputStream in = fragment.open()) {
      byte[] head = in.readNBytes(4);
      boolean jpeg = head.length >= 3 && head[0] == -1 && head[1] == (byte) 0xD8 && head[2] == -1;
      boolean jpeg2000 = head.length == 4 && head[0] == -1 && head[1] == 0x4F && head[3] == 0x51;
      return jpeg || jpeg2000;
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.BULK_UNAVAILABLE, "the source cannot be read", e);
    }
  }

  private static List<Frame> grouped(List<BulkData> fragments, List<Integer> starts, int count) {
    if (starts.size() != count || starts.get(0) != 0) {
      throw invalid(fragments.size() + " fragments cannot be told apart into " + count + " frames");
    }
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int end = i + 1 < count ? starts.get(i + 1) : fragments.size();
      frames.add(frame(fragments.subList(starts.get(i), end)));
    }
    return frames;
  }

  private static Frame frame(List<BulkData> fragments) {
    return new Frame(fragments, fragments.stream().mapToLong(BulkData::length).sum());
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.INVALID_VALUE, "encapsulated pixel data: " + detail);
  }
}
