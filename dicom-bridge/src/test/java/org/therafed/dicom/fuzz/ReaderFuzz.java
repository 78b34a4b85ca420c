package org.therafed.dicom.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.ReadLimits;

/**
 * Any bytes are a file or a {@link DicomFault}. What was read can be looked at, written, read again
 * and written to the same bytes. The entry point is the one that Jazzer calls.
 */
public final class ReaderFuzz {
  /** Small, so that what goes beyond them shows at once. */
  static final ReadLimits LIMITS = new ReadLimits(4 << 10, 1 << 20, 1_000, 10_000, 200, 1 << 20);

  private ReaderFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] data) {
    DicomFile file;
    try {
      file = Part10Reader.read(data, LIMITS);
    } catch (DicomFault e) {
      return;
    }
    look(file.meta());
    look(file.dataSet());
    byte[] once = written(file);
    DicomFile again = once == null ? null : reread(once);
    byte[] twice = again == null ? null : written(again);
    // Group 0002 in a data set breaks PS3.10; in order of tags it comes to lie behind the meta one.
    boolean straying = file.dataSet().iterator().hasNext() && firstGroup(file.dataSet()) == 2;
    if (twice != null && !straying && !Arrays.equals(once, twice)) {
      throw new AssertionError("written twice, the bytes differ");
    }
    json(file.dataSet());
  }

  private static int firstGroup(DataSet set) {
    return set.iterator().next().tag() >>> 16;
  }

  /** Every way to look at every element, items included. */
  private static void look(DataSet top) {
    Deque<DataSet> open = new ArrayDeque<>();
    open.push(top);
    while (!open.isEmpty()) {
      DataSet set = open.pop();
      for (Element element : set) {
        int tag = element.tag();
        set.strings(tag);
        set.decimals(tag);
        set.longInteger(tag);
        set.date(tag);
        set.dateTime(tag);
        set.dateTime(tag, Tag.StudyTime);
        set.personName(tag);
        if (element.value() instanceof Value.Items items) {
          items.items().forEach(open::push);
        }
      }
    }
  }

  /** Null where the writer refuses, which it may do by a fault only. */
  private static byte[] written(DicomFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Part10Writer.write(file, out);
      return out.toByteArray();
    } catch (DicomFault e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where what was written grew beyond the limits by padding. */
  private static DicomFile reread(byte[] bytes) {
    try {
      return Part10Reader.read(bytes, LIMITS);
    } catch (DicomFault e) {
      return null;
    }
  }

  private static void json(DataSet set) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DicomJson.write(set, out, path -> "bulk/" + path);
      DicomJson.read(out.toByteArray());
    } catch (DicomFault e) {
      // A declared refusal, which has a code.
      Objects.requireNonNull(e.code());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
