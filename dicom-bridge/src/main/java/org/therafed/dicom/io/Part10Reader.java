package org.therafed.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.ElementIndex;
import org.therafed.dicom.dataset.Tag;

/**
 * Reads DICOM files, PS3.10: with preamble and meta information, or without where the data set is
 * recognisable at the first byte.
 *
 * <p>Every method throws {@link DicomFault} where the input cannot be read, {@code UNREADABLE} for
 * a failing disk or stream included.
 */
public final class Part10Reader {
  private Part10Reader() {}

  /** Reads a whole file; pixel data and long values stay references into it. */
  public static DicomFile read(Path file) {
    return read(file, ReadLimits.DEFAULT);
  }

  /** As {@link #read(Path)}, with other bounds. */
  public static DicomFile read(Path file, ReadLimits limits) {
    return readFile(file, limits, DataSetParser.Stop.AT_END);
  }

  /** Reads a file up to its pixel data, and checks that the file is long enough to hold them. */
  public static DicomFile readHeader(Path file) {
    return readHeader(file, ReadLimits.DEFAULT);
  }

  /** As {@link #readHeader(Path)}, with other bounds. */
  public static DicomFile readHeader(Path file, ReadLimits limits) {
    return readFile(file, limits, DataSetParser.Stop.BEFORE_PIXEL_DATA);
  }

  /** Reads whole content; pixel data and long values stay references into it. */
  public static DicomFile read(DicomContent content) {
    return readContent(content, DataSetParser.Stop.AT_END);
  }

  /** Reads content up to its pixel data, and checks that it is long enough to hold them. */
  public static DicomFile readHeader(DicomContent content) {
    return readContent(content, DataSetParser.Stop.BEFORE_PIXEL_DATA);
  }

  private static DicomFile readContent(DicomContent content, DataSetParser.Stop stop) {
    return guarded(
        () -> {
          try (ContentSource source = new ContentSource(content)) {
            return read(source, ReadLimits.DEFAULT, stop);
          }
        });
  }

  /** Reads from memory; references point into the array, which is not copied. */
  public static DicomFile read(byte[] bytes) {
    return read(bytes, ReadLimits.DEFAULT);
  }

  /** As {@link #read(byte[])}, with other bounds. */
  public static DicomFile read(byte[] bytes, ReadLimits limits) {
    return guarded(() -> read(new MemorySource(bytes), limits, DataSetParser.Stop.AT_END));
  }

  /** Reads a stream to its end into memory, up to {@link ReadLimits#memoryBytes}. */
  public static DicomFile read(InputStream in) {
    return guarded(
        () -> {
          int most = ReadLimits.DEFAULT.memoryBytes();
          byte[] bytes = in.readNBytes(most);
          if (bytes.length == most && in.read() >= 0) {
            throw DicomFault.at(
                DicomFaultCode.VALUE_TOO_LARGE,
                most,
                "a stream is read up to " + most + " bytes; read longer ones from a file");
          }
          return read(new MemorySource(bytes), ReadLimits.DEFAULT, DataSetParser.Stop.AT_END);
        });
  }

  /**
   * Reads a stream up to the pixel data, which are neither read nor checked; a little more than the
   * header may be taken from the stream. The stream stays open.
   */
  public static DicomFile readHeader(InputStream in) {
    return guarded(
        () -> read(new StreamSource(in), ReadLimits.DEFAULT, DataSetParser.Stop.BEFORE_PIXEL_DATA));
  }

  /** Reads only the meta information and finds where the data set begins. */
  public static DicomFile readMeta(Path file) {
    return readFile(file, ReadLimits.DEFAULT, DataSetParser.Stop.AFTER_META);
  }

  /**
   * Walks through a file of any length and number of elements, in memory that does not grow with
   * them. What comes before a defect has been told when its fault is thrown.
   */
  public static void walk(Path file, ElementVisitor visitor) {
    guarded(
        () -> {
          try (FileSource source = new FileSource(file)) {
            return walk(source, ReadLimits.DEFAULT, visitor);
          }
        });
  }

  private static DicomFile walk(Source source, ReadLimits limits, ElementVisitor visitor)
      throws IOException {
    ByteWindow window = new ByteWindow(source);
    ElementIndex index = new ElementIndex(source.expectedElements());
    DicomFile file = begun(window, index, limits).with(new DataSet());
    visitor.begin(file);
    TransferSyntax syntax = file.transferSyntax();
    if (!syntax.deflated()) {
      new ElementWalk(window, limits, visitor).run(syntax);
      return file;
    }
    try (InflatedSource inflated = new InflatedSource(source, window, limits)) {
      new ElementWalk(new ByteWindow(inflated), limits, visitor).run(syntax);
    }
    return file;
  }

  private static DicomFile readFile(Path file, ReadLimits limits, DataSetParser.Stop stop) {
    return guarded(
        () -> {
          try (FileSource source = new FileSource(file)) {
            return read(source, limits, stop);
          }
        });
  }

  private interface Reading {
    DicomFile run() throws IOException;
  }

  private static DicomFile guarded(Reading reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the input failed while being read", e);
    }
  }

  /** What stands before the data set, and where that begins. */
  private static final class Begun {
    private final byte[] preamble;
    private final DataSet meta;
    private final TransferSyntax syntax;
    private final long start;

    Begun(byte[] preamble, DataSet meta, TransferSyntax syntax, long start) {
      this.preamble = preamble;
      this.meta = meta;
      this.syntax = syntax;
      this.start = start;
    }

    DicomFile with(DataSet dataSet) {
      return new DicomFile(preamble, meta, syntax, dataSet, start);
    }
  }

  private static Begun begun(ByteWindow window, ElementIndex index, ReadLimits limits)
      throws IOException {
    byte[] preamble = Recognition.preamble(window);
    if (preamble != null) {
      window.skip(4);
    }
    DataSet meta = new DataSet();
    TransferSyntax syntax;
    if (Recognition.startsWithMeta(window)) {
      meta = meta(window, index, limits);
      syntax = stated(meta);
    } else {
      syntax = Recognition.guess(window);
    }
    return new Begun(preamble, meta, syntax, window.position());
  }

  private static DicomFile read(Source source, ReadLimits limits, DataSetParser.Stop stop)
      throws IOException {
    ByteWindow window = new ByteWindow(source);
    ElementIndex index = new ElementIndex(source.expectedElements());
    Begun begun = begun(window, index, limits);
    return begun.with(
        stop == DataSetParser.Stop.AFTER_META
            ? new DataSet()
            : dataSet(source, window, index, begun.syntax, limits, stop));
  }

  private static DataSet meta(ByteWindow window, ElementIndex index, ReadLimits limits)
      throws IOException {
    long start = window.position();
    DataSet meta =
        new DataSetParser(window, index, limits, DataSetParser.Stop.AFTER_META)
            .parse(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    // The group length element takes 12 bytes and counts what follows it.
    long stated = meta.longInteger(Tag.FileMetaInformationGroupLength).orElse(0);
    if (start + 12 + stated > window.position() && !window.has(1)) {
      throw window.truncated(start + 12 + stated - window.position());
    }
    return meta;
  }

  private static TransferSyntax stated(DataSet meta) {
    String uid =
        meta.string(Tag.TransferSyntaxUID)
            .orElseThrow(
                () ->
                    DicomFault.of(
                        DicomFaultCode.MISSING_META,
                        "Transfer Syntax UID (0002,0010) is absent; no encoding is guessed"));
    return TransferSyntax.of(uid)
        .orElseThrow(
            () ->
                DicomFault.of(
                    DicomFaultCode.UNKNOWN_TRANSFER_SYNTAX,
                    "Transfer Syntax UID (0002,0010) names none of the "
                        + TransferSyntax.all().size()
                        + " known"));
  }

  private static DataSet dataSet(
      Source source,
      ByteWindow window,
      ElementIndex index,
      TransferSyntax syntax,
      ReadLimits limits,
      DataSetParser.Stop stop)
      throws IOException {
    if (!syntax.deflated()) {
      return new DataSetParser(window, index, limits, stop).parse(syntax);
    }
    try (InflatedSource inflated = new InflatedSource(source, window, limits)) {
      return new DataSetParser(new ByteWindow(inflated), index, limits, stop).parse(syntax);
    }
  }
}
