package org.therafed.dicom.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;

/** Small files that would cost much. */
final class Bombs {
  private static final byte[] EMPTY_ITEMS = {
    // (0008,1115) SQ and its item, both of undefined length.
    0x08, 0, 0x15, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1
  };

  private Bombs() {}

  private static void head(OutputStream out, TransferSyntax syntax) throws IOException {
    out.write(new byte[128]);
    out.write(new byte[] {'D', 'I', 'C', 'M'});
    DataSet meta =
        new DataSet()
            .putBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
            .put(Tag.TransferSyntaxUID, VR.UI, syntax.uid());
    DataSetWriter.write(
        meta.put(Tag.FileMetaInformationGroupLength, VR.UL, 0),
        TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
        out);
  }

  /** Deflated zeros of 300 MiB, well formed. */
  static void inflating(OutputStream out) throws IOException {
    head(out, TransferSyntax.DEFLATED_LITTLE_ENDIAN);
    int size = 300 << 20;
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
      deflated.write(new byte[] {(byte) 0xE0, 0x7F, 0x10, 0, 'O', 'B', 0, 0});
      deflated.write(
          new byte[] {(byte) size, (byte) (size >> 8), (byte) (size >> 16), (byte) (size >> 24)});
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < size >> 20; i++) {
        deflated.write(zeros);
      }
    } finally {
      deflater.end();
    }
  }

  /** Sequences within sequences, none of which is closed. */
  static void nesting(OutputStream out, int levels) throws IOException {
    head(out, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    for (int i = 0; i < levels; i++) {
      out.write(EMPTY_ITEMS);
    }
  }
}
