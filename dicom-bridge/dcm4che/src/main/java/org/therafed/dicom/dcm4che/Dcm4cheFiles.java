package org.therafed.dicom.dcm4che;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomInputStream.IncludeBulkData;
import org.dcm4che3.io.DicomOutputStream;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.engine.DicomFiles;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.ReadLimits;
import org.therafed.dicom.io.TransferSyntax;

/** Part 10 files by {@link DicomInputStream} and {@link DicomOutputStream}. */
final class Dcm4cheFiles implements DicomFiles {
  private static final int UNDEFINED = -1;
  private static final int FIRST_PIXELS = 0x7FE00008;

  @Override
  public DicomFile read(Path file) {
    return read(file, false);
  }

  @Override
  public DicomFile readHeader(Path file) {
    return read(file, true);
  }

  private static DicomFile read(Path file, boolean header) {
    long[] position = {0};
    try {
      long bytes = Files.size(file);
      return DeepStack.call(
          () -> {
            try (DicomInputStream in = open(file)) {
              try {
                return read(in, file, bytes, header);
              } finally {
                position[0] = in.getPosition();
              }
            }
          });
    } catch (Exception e) {
      throw Faults.reading(e, position[0]);
    }
  }

  /** Reads only the meta information and finds where the data set begins. */
  static DicomFile readMeta(Path file) {
    try (DicomInputStream in = open(file)) {
      in.setDicomInputHandler(BoundedInput.plain(ReadLimits.DEFAULT, Files.size(file)));
      Attributes meta = in.readFileMetaInformation();
      TransferSyntax syntax = syntax(meta, in.getTransferSyntax());
      return new DicomFile(
          in.getPreamble(),
          group2(meta, new FromAttributes()),
          syntax,
          new DataSet(),
          in.getPosition());
    } catch (IOException | RuntimeException e) {
      throw Faults.reading(e, 0);
    }
  }

  private static DicomInputStream open(Path file) throws IOException {
    return DicomInputStream.createWithLimitFromFileLength(file.toFile());
  }

  private static DicomFile read(DicomInputStream in, Path file, long bytes, boolean header)
      throws IOException {
    in.setDicomInputHandler(BoundedInput.plain(ReadLimits.DEFAULT, bytes));
    Attributes meta = in.readFileMetaInformation();
    TransferSyntax syntax = syntax(meta, in.getTransferSyntax());
    long start = in.getPosition();
    if (syntax.deflated()) {
      in.setDicomInputHandler(BoundedInput.inflated(ReadLimits.DEFAULT, bytes));
    }
    // References into a deflated data set would go to temporary files, and those into a big endian
    // one would need their words swapped: both are read to memory.
    boolean whole = syntax.deflated() || syntax.bigEndian();
    in.setIncludeBulkData(whole ? IncludeBulkData.YES : IncludeBulkData.URI);
    in.setBulkDataDescriptor(
        (items, creator, tag, vr, length) ->
            vr != VR.SQ
                && (length < 0
                    || length > ReadLimits.DEFAULT.inlineBytes()
                    || (items.isEmpty() && Tags.isPixelData(tag))));
    Attributes attributes =
        header
            ? in.readDataset(at -> Integer.compareUnsigned(at.tag(), FIRST_PIXELS) >= 0)
            : in.readDataset();
    if (header && !whole) {
      checkPixels(in, bytes);
    }
    FromAttributes from = new FromAttributes(file, bytes, !syntax.explicit());
    return new DicomFile(
        in.getPreamble(), group2(meta, from), syntax, from.dataSet(attributes), start);
  }

  private static DataSet group2(Attributes meta, FromAttributes from) throws IOException {
    if (meta == null) {
      return new DataSet();
    }
    // Writers count the group; any number holds its place.
    return from.dataSet(meta)
        .put(Tag.FileMetaInformationGroupLength, org.therafed.dicom.dataset.VR.UL, 0);
  }

  private static void checkPixels(DicomInputStream in, long bytes) {
    boolean stopped = Tags.isPixelData(in.tag()) && in.unsignedLength() != UNDEFINED;
    if (stopped && in.getPosition() + in.unsignedLength() > bytes) {
      throw DicomFault.at(
          DicomFaultCode.TRUNCATED_VALUE,
          in.getPosition(),
          in.unsignedLength()
              + " bytes of pixel data needed, "
              + (bytes - in.getPosition())
              + " left");
    }
  }

  /** dcm4che takes an absent or unknown syntax for explicit little endian; here none is guessed. */
  private static TransferSyntax syntax(Attributes meta, String recognised) {
    if (meta != null && !meta.containsValue(Tag.TransferSyntaxUID)) {
      throw DicomFault.of(
          DicomFaultCode.MISSING_META,
          "Transfer Syntax UID (0002,0010) is absent; no encoding is guessed");
    }
    return TransferSyntax.of(recognised)
        .orElseThrow(
            () ->
                DicomFault.of(
                    DicomFaultCode.UNKNOWN_TRANSFER_SYNTAX,
                    "Transfer Syntax UID (0002,0010) names none of the known"));
  }

  @Override
  public void write(DicomFile file, OutputStream out) throws IOException {
    try {
      DeepStack.call(
          () -> {
            write(file, new Open(out));
            return null;
          });
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("dcm4che failed with " + e.getClass().getSimpleName(), e);
    }
    out.flush();
  }

  private static void write(DicomFile file, Open out) throws IOException {
    Attributes attributes = ToAttributes.of(file.dataSet());
    boolean bare = file.meta().isEmpty();
    String start = bare ? file.transferSyntax().uid() : UID.ExplicitVRLittleEndian;
    try (DicomOutputStream dicom = new DicomOutputStream(out, start)) {
      file.preamble().ifPresent(dicom::setPreamble);
      dicom.writeDataset(bare ? null : ToAttributes.of(file.meta()), attributes);
      dicom.finish();
    }
  }

  /** The caller's stream: closing goes no further. */
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
