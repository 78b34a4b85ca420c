package org.therafed.dicom.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.TransferSyntax;

/**
 * A Part 10 file on a stream: its meta information, then the data set as it comes. The group length
 * is not relied on; the meta information ends where another group begins.
 *
 * @param dataset from its first byte, to the end of the stream
 */
record MetaInput(
    String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset) {

  private static final int PREAMBLE = 128;
  private static final int ELEMENT_HEADER = 8;

  /** Largest meta information, bytes; private information may be in it. */
  private static final int MAX_META = 1 << 20;

  /**
   * Reads the meta information.
   *
   * @throws DicomFault {@code NOT_DICOM}, {@code TRUNCATED_VALUE} or {@code MISSING_META}
   */
  static MetaInput read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(PREAMBLE + 4);
    boolean prefixed =
        head.length == PREAMBLE + 4
            && head[PREAMBLE] == 'D'
            && head[PREAMBLE + 1] == 'I'
            && head[PREAMBLE + 2] == 'C'
            && head[PREAMBLE + 3] == 'M';
    if (!prefixed) {
      throw DicomFault.of(DicomFaultCode.NOT_DICOM, "no preamble with DICM; a Part 10 file needed");
    }
    PushbackInputStream stream = new PushbackInputStream(in, ELEMENT_HEADER);
    DataSet meta = DataSetReader.read(metaBytes(stream), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    return new MetaInput(
        need(meta, Tag.MediaStorageSOPClassUID),
        need(meta, Tag.MediaStorageSOPInstanceUID),
        need(meta, Tag.TransferSyntaxUID),
        stream);
  }

  private static String need(DataSet meta, int tag) {
    return meta.string(tag)
        .orElseThrow(
            () ->
                DicomFault.of(
                    DicomFaultCode.MISSING_META, DicomFault.tagText(tag) + " is absent or empty"));
  }

  private static byte[] metaBytes(PushbackInputStream stream) throws IOException {
    ByteArrayOutputStream meta = new ByteArrayOutputStream(512);
    while (true) {
      byte[] header = stream.readNBytes(ELEMENT_HEADER);
      boolean ofMeta = header.length == ELEMENT_HEADER && header[0] == 2 && header[1] == 0;
      if (!ofMeta) {
        stream.unread(header);
        return meta.toByteArray();
      }
      meta.writeBytes(header);
      long length = (header[6] & 0xFF) | (header[7] & 0xFF) << 8;
      if (isLong(header)) {
        byte[] more = exactly(stream, 4);
        meta.writeBytes(more);
        length =
            (more[0] & 0xFFL)
                | (more[1] & 0xFFL) << 8
                | (more[2] & 0xFFL) << 16
                | (more[3] & 0xFFL) << 24;
      }
      if (length > MAX_META - meta.size()) {
        throw DicomFault.of(
            DicomFaultCode.VALUE_TOO_LARGE, "meta information above " + MAX_META + " bytes");
      }
      meta.writeBytes(exactly(stream, (int) length));
    }
  }

  private static boolean isLong(byte[] header) {
    String code = "" + (char) header[4] + (char) header[5];
    return switch (code) {
      case "OB", "OW", "UN", "UT", "OD", "OF", "OL", "OV", "SQ", "UC", "UR", "SV", "UV" -> true;
      default -> false;
    };
  }

  private static byte[] exactly(InputStream stream, int length) throws IOException {
    byte[] bytes = stream.readNBytes(length);
    if (bytes.length < length) {
      throw DicomFault.of(
          DicomFaultCode.TRUNCATED_VALUE, "the file ends within its meta information");
    }
    return bytes;
  }

  /** Without UIDs, for logs. */
  @Override
  public String toString() {
    return "MetaInput[transferSyntaxUid=" + transferSyntaxUid + "]";
  }
}
