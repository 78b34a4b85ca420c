package org.therafed.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Writes DICOM files, PS3.10. Streams are flushed, never closed. */
public final class Part10Writer {
  /** Implementation Class UID (0002,0012) of files made here: a UUID-derived UID. */
  public static final String IMPLEMENTATION_CLASS_UID =
      "2.25.232160134417836842395829671938265401903";

  /** Implementation Version Name (0002,0013). */
  public static final String IMPLEMENTATION_VERSION_NAME = "THERAFED_0.1";

  private static final int COPY_BUFFER = 256 << 10;

  private Part10Writer() {}

  /**
   * Writes a file as it was read. Conformant explicit VR little endian input comes out byte for
   * byte; a deflated data set is deflated anew.
   */
  public static void write(DicomFile file, OutputStream out) throws IOException {
    if (!file.meta().isEmpty()) {
      preamble(out, file.preamble().orElseGet(() -> new byte[128]));
      DataSetWriter.write(file.meta(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
    }
    dataSet(file.dataSet(), file.transferSyntax(), out);
    out.flush();
  }

  /**
   * Writes what was read as a new file in another native transfer syntax, with meta information of
   * its SOP class and instance, which may have stood in the old meta information only.
   *
   * @throws DicomFault {@link DicomFaultCode#NOT_ENCODABLE} for encapsulated pixel data, which this
   *     library does not decode here
   */
  public static void write(DicomFile file, TransferSyntax syntax, OutputStream out)
      throws IOException {
    boolean encapsulated =
        file.dataSet()
            .element(Tag.PixelData)
            .filter(element -> element.value() instanceof Value.Fragments)
            .isPresent();
    if (encapsulated || syntax.encapsulated()) {
      throw DicomFault.of(
          DicomFaultCode.NOT_ENCODABLE, "encapsulated pixel data; native ones needed");
    }
    write(
        file.dataSet(),
        file.sopClassUid().orElse(""),
        file.sopInstanceUid().orElse(""),
        syntax,
        out);
  }

  /**
   * Writes a data set as a new file, with meta information of its SOP class and instance.
   *
   * <p>The pixel data must already be of the form that the syntax asks for.
   */
  public static void write(DataSet dataSet, TransferSyntax syntax, OutputStream out)
      throws IOException {
    write(
        dataSet,
        dataSet.string(Tag.SOPClassUID).orElse(""),
        dataSet.string(Tag.SOPInstanceUID).orElse(""),
        syntax,
        out);
  }

  private static void write(
      DataSet dataSet,
      String sopClassUid,
      String sopInstanceUid,
      TransferSyntax syntax,
      OutputStream out)
      throws IOException {
    out.write(head(sopClassUid, sopInstanceUid, syntax.uid()));
    dataSet(dataSet, syntax, out);
    out.flush();
  }

  /**
   * Writes an object received from the network as a file, its data set byte for byte.
   *
   * @param dataset the data set in the transfer syntax, to its end
   * @return bytes written
   */
  public static long writeReceived(
      OutputStream out,
      String sopClassUid,
      String sopInstanceUid,
      String transferSyntaxUid,
      InputStream dataset)
      throws IOException {
    byte[] head = head(sopClassUid, sopInstanceUid, transferSyntaxUid);
    out.write(head);
    long count = head.length;
    byte[] buffer = new byte[COPY_BUFFER];
    for (int read = dataset.read(buffer); read >= 0; read = dataset.read(buffer)) {
      out.write(buffer, 0, read);
      count += read;
    }
    out.flush();
    return count;
  }

  /**
   * As {@link #writeReceived(OutputStream, String, String, String, InputStream)}, from the
   * channel's position. Nothing is forced to disk: the caller decides when.
   */
  public static long writeReceived(
      FileChannel channel,
      String sopClassUid,
      String sopInstanceUid,
      String transferSyntaxUid,
      InputStream dataset)
      throws IOException {
    return writeReceived(
        Channels.newOutputStream(channel), sopClassUid, sopInstanceUid, transferSyntaxUid, dataset);
  }

  private static byte[] head(String sopClassUid, String sopInstanceUid, String transferSyntaxUid)
      throws IOException {
    java.io.ByteArrayOutputStream head = new java.io.ByteArrayOutputStream(512);
    preamble(head, new byte[128]);
    DataSetWriter.write(
        meta(sopClassUid, sopInstanceUid, transferSyntaxUid),
        TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
        head);
    return head.toByteArray();
  }

  /** File meta information of PS3.10 Table 7.1-1. */
  private static DataSet meta(String sopClass, String sopInstance, String transferSyntax) {
    DataSet meta =
        new DataSet()
            .putBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
            .put(Tag.MediaStorageSOPClassUID, VR.UI, sopClass)
            .put(Tag.MediaStorageSOPInstanceUID, VR.UI, sopInstance)
            .put(Tag.TransferSyntaxUID, VR.UI, transferSyntax)
            .put(Tag.ImplementationClassUID, VR.UI, IMPLEMENTATION_CLASS_UID)
            .put(Tag.ImplementationVersionName, VR.SH, IMPLEMENTATION_VERSION_NAME);
    // The writer counts the group; any number holds its place.
    return meta.put(Tag.FileMetaInformationGroupLength, VR.UL, 0);
  }

  private static void preamble(OutputStream out, byte[] preamble) throws IOException {
    out.write(preamble);
    out.write(new byte[] {'D', 'I', 'C', 'M'});
  }

  private static void dataSet(DataSet dataSet, TransferSyntax syntax, OutputStream out)
      throws IOException {
    if (!syntax.deflated()) {
      DataSetWriter.write(dataSet, syntax, out);
      return;
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 16 << 10);
      DataSetWriter.write(dataSet, syntax, deflated);
      deflated.finish();
      // PS3.5 section A.5: a null byte makes the length even.
      if ((deflater.getBytesWritten() & 1) == 1) {
        out.write(0);
      }
    } finally {
      deflater.end();
    }
  }
}
