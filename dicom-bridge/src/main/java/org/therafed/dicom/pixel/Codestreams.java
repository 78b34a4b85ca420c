package org.therafed.dicom.pixel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;

/** Which fragments make which frame, PS3.5 section A.4. */
final class Codestreams {
  /** Bytes of one compressed frame (our choice: no frame compresses to more than it held). */
  private static final int MOST_BYTES = 1 << 30;

  private static final int ITEM_HEADER = 8;

  private final List<List<BulkData>> frames;

  private Codestreams(List<List<BulkData>> frames) {
    this.frames = frames;
  }

  static Codestreams of(DataSet image, Value.Fragments value, int frames) {
    List<BulkData> all = value.fragments();
    if (all.size() < 2) {
      throw invalid("there is no fragment");
    }
    List<BulkData> fragments = all.subList(1, all.size());
    if (frames == 1) {
      return new Codestreams(List.of(fragments));
    }
    if (fragments.size() == frames) {
      return new Codestreams(fragments.stream().map(List::of).toList());
    }
    List<Long> offsets = offsets(image, all.get(0));
    return new Codestreams(
        offsets.size() == frames ? byOffset(fragments, offsets) : byStart(fragments, frames));
  }

  private static List<Long> offsets(DataSet image, BulkData basic) {
    List<Long> offsets = new ArrayList<>();
    if (image.contains(Tag.ExtendedOffsetTable)) {
      BulkData table = image.bulk(Tag.ExtendedOffsetTable).orElseThrow();
      ByteBuffer words = little(table);
      while (words.remaining() >= Long.BYTES) {
        offsets.add(words.getLong());
      }
      return offsets;
    }
    ByteBuffer words = little(basic);
    while (words.remaining() >= Integer.BYTES) {
      offsets.add(Integer.toUnsignedLong(words.getInt()));
    }
    return offsets;
  }

  private static ByteBuffer little(BulkData table) {
    return ByteBuffer.wrap(table.bytes(MOST_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Offsets count from the first item after the basic offset table, headers of items included. */
  private static List<List<BulkData>> byOffset(List<BulkData> fragments, List<Long> offsets) {
    List<List<BulkData>> frames = new ArrayList<>();
    long at = 0;
    int next = 0;
    for (BulkData fragment : fragments) {
      if (next < offsets.size() && offsets.get(next) == at) {
        frames.add(new ArrayList<>());
        next++;
      }
      if (frames.isEmpty()) {
        throw invalid("the offset table does not begin with the first fragment");
      }
      frames.get(frames.size() - 1).add(fragment);
      at += ITEM_HEADER + fragment.length();
    }
    if (next < offsets.size()) {
      throw invalid("the offset table points between fragments");
    }
    return frames;
  }

  /** Without a table: a frame begins where a fragment begins with a start marker. */
  private static List<List<BulkData>> byStart(List<BulkData> fragments, int count) {
    List<List<BulkData>> frames = new ArrayList<>();
    for (BulkData fragment : fragments) {
      if (startsCodestream(fragment)) {
        frames.add(new ArrayList<>());
      }
      if (frames.isEmpty()) {
        throw invalid("no offset table, and the first fragment starts no codestream");
      }
      frames.get(frames.size() - 1).add(fragment);
    }
    if (frames.size() != count) {
      throw invalid(
          "no offset table, and "
              + frames.size()
              + " starts of codestreams for "
              + count
              + " frames");
    }
    return frames;
  }

  /** SOI of JPEG and JPEG-LS, SOC of JPEG 2000. */
  private static boolean startsCodestream(BulkData fragment) {
    if (fragment.length() < 3) {
      return false;
    }
    byte[] bytes = head(fragment);
    boolean jpeg = bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8 && bytes[2] == (byte) 0xFF;
    boolean jpeg2000 =
        bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0x4F && bytes[2] == (byte) 0xFF;
    return jpeg || jpeg2000;
  }

  private static byte[] head(BulkData fragment) {
    try (InputStream in = fragment.open()) {
      return in.readNBytes(3);
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.BULK_UNAVAILABLE, "the source cannot be read", e);
    }
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.PIXELS_INVALID, detail);
  }

  /** The bytes of one frame. */
  byte[] of(int frame) {
    List<BulkData> fragments = frames.get(frame);
    if (fragments.size() == 1) {
      return fragments.get(0).bytes(MOST_BYTES);
    }
    long length = fragments.stream().mapToLong(BulkData::length).sum();
    if (length > MOST_BYTES) {
      throw invalid("a compressed frame of " + length + " bytes");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream((int) length);
    fragments.forEach(fragment -> all.writeBytes(fragment.bytes(MOST_BYTES)));
    return all.toByteArray();
  }
}
