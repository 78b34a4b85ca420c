package org.therafed.dicom.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * Writes data sets, PS3.5 section 7. Sequences and items keep the kind of length they were read
 * with; group lengths are counted anew.
 */
public final class DataSetWriter {
  private static final long UNDEFINED = 0xFFFFFFFFL;

  private final ByteSink sink;
  private final EncodedLengths lengths;

  private static final class Frame {
    final DataSet set;
    final boolean explicit;
    final boolean bigEndian;
    final Iterator<Element> rest;
    Value.Items sequence;
    boolean itemsExplicit;
    boolean itemsBigEndian;
    Iterator<DataSet> items;

    Frame(DataSet set, boolean explicit, boolean bigEndian) {
      this.set = set;
      this.explicit = explicit;
      this.bigEndian = bigEndian;
      this.rest = set.iterator();
    }
  }

  private DataSetWriter(ByteSink sink, EncodedLengths lengths) {
    this.sink = sink;
    this.lengths = lengths;
  }

  /** The bytes of a data set; not deflated whatever the syntax says. */
  public static byte[] toBytes(DataSet set, TransferSyntax syntax) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(set, syntax, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Writes a data set; not deflated whatever the syntax says. The stream is neither flushed nor
   * closed.
   */
  public static void write(DataSet set, TransferSyntax syntax, OutputStream out)
      throws IOException {
    EncodedLengths lengths = EncodedLengths.of(set, syntax.explicit());
    ByteSink sink = new ByteSink(out, lengths.next());
    new DataSetWriter(sink, lengths).run(set, syntax);
    sink.flush();
  }

  private void run(DataSet root, TransferSyntax syntax) throws IOException {
    Deque<Frame> stack = new ArrayDeque<>();
    stack.push(new Frame(root, syntax.explicit(), syntax.bigEndian()));
    while (!stack.isEmpty()) {
      Frame frame = stack.peek();
      if (frame.items != null) {
        item(stack, frame);
      } else if (frame.rest.hasNext()) {
        element(frame, frame.rest.next());
      } else {
        stack.pop();
        if (!stack.isEmpty() && frame.set.undefinedLength()) {
          delimiter(Tag.ItemDelimitationItem, 0, frame.bigEndian);
        }
      }
    }
  }

  private void item(Deque<Frame> stack, Frame frame) throws IOException {
    if (!frame.items.hasNext()) {
      if (frame.sequence.undefinedLength()) {
        delimiter(Tag.SequenceDelimitationItem, 0, frame.itemsBigEndian);
      }
      frame.items = null;
      return;
    }
    DataSet item = frame.items.next();
    long counted = lengths.next();
    long length = item.undefinedLength() ? UNDEFINED : bounded(counted);
    delimiter(Tag.Item, length, frame.itemsBigEndian);
    stack.push(new Frame(item, frame.itemsExplicit, frame.itemsBigEndian));
  }

  private void delimiter(int tag, long length, boolean bigEndian) throws IOException {
    sink.tag(tag, bigEndian);
    sink.u32(length, bigEndian);
  }

  private void element(Frame frame, Element element) throws IOException {
    Value value = element.value();
    if (value instanceof Value.Items items) {
      long counted = lengths.next();
      long length = items.undefinedLength() ? UNDEFINED : bounded(counted);
      header(frame, element.tag(), element.vr(), length);
      frame.sequence = items;
      frame.itemsExplicit = EncodedLengths.itemsExplicit(element, frame.explicit);
      frame.itemsBigEndian = frame.bigEndian && element.vr() != VR.UN;
      frame.items = items.items().iterator();
    } else if (value instanceof Value.Fragments fragments) {
      header(frame, element.tag(), element.vr(), UNDEFINED);
      for (BulkData fragment : fragments.fragments()) {
        delimiter(Tag.Item, EncodedLengths.even(fragment.length()), frame.bigEndian);
        bulk(fragment, 1, (byte) 0);
      }
      delimiter(Tag.SequenceDelimitationItem, 0, frame.bigEndian);
    } else if (EncodedLengths.isGroupLength(element)) {
      header(frame, element.tag(), VR.UL, 4);
      sink.u32(lengths.next(), frame.bigEndian);
    } else {
      plain(frame, element);
    }
  }

  private void plain(Frame frame, Element element) throws IOException {
    long length = EncodedLengths.valueLength(element);
    VR vr = element.vr();
    VR written = frame.explicit && !vr.longForm() && length > 0xFFFF ? VR.UN : vr;
    header(frame, element.tag(), written, length);
    int unit = frame.bigEndian && written == vr ? vr.width() : 1;
    if (element.value() instanceof Value.Bulk bulk) {
      bulk(bulk.data(), unit, vr.padding());
    } else if (element.value() instanceof Value.Inline inline) {
      if (unit > 1) {
        byte[] bytes = inline.copy();
        SwappedStream.swap(bytes, 0, bytes.length, unit);
        sink.bytes(bytes, 0, bytes.length);
      } else {
        sink.bytes(inline.array(), inline.offset(), inline.length());
      }
      if ((inline.length() & 1) == 1) {
        sink.u8(vr.padding());
      }
    }
  }

  private void bulk(BulkData data, int unit, byte padding) throws IOException {
    try (InputStream in = unit == 1 ? data.open() : new SwappedStream(data.open(), unit)) {
      if (!sink.copy(in, data.length())) {
        throw DicomFault.at(
            DicomFaultCode.BULK_UNAVAILABLE,
            data.offset(),
            "the source of a value has become shorter");
      }
    }
    if ((data.length() & 1) == 1) {
      sink.u8(padding);
    }
  }

  private void header(Frame frame, int tag, VR vr, long length) throws IOException {
    boolean bigEndian = frame.bigEndian;
    sink.tag(tag, bigEndian);
    if (!frame.explicit) {
      sink.u32(length, bigEndian);
      return;
    }
    sink.u8(vr.name().charAt(0));
    sink.u8(vr.name().charAt(1));
    if (vr.longForm()) {
      sink.u16(0, bigEndian);
      sink.u32(length, bigEndian);
    } else {
      sink.u16((int) length, bigEndian);
    }
  }

  private static long bounded(long length) {
    if (length >= UNDEFINED) {
      throw DicomFault.of(
          DicomFaultCode.NOT_ENCODABLE,
          "a sequence of " + length + " bytes needs undefined length");
    }
    return length;
  }
}
