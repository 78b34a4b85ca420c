package org.therafed.dicom.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.TransferSyntax;

/**
 * Any bytes are DICOM JSON or a {@link DicomFault}. What was read is written as JSON that reads to
 * the same JSON, and as a data set. The entry point is the one that Jazzer calls.
 */
public final class JsonFuzz {
  private JsonFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      for (DataSet set : DicomJson.readAll(new ByteArrayInputStream(data), path -> path)) {
        // The first way makes (0008,0005) fit the texts; after it nothing changes any more.
        byte[] once = written(DicomJson.read(written(set)));
        byte[] twice = written(DicomJson.read(once));
        if (!Arrays.equals(once, twice)) {
          throw new AssertionError("written twice, the JSON differs");
        }
        TransferSyntax syntax = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
        DataSetReader.read(DataSetWriter.toBytes(set, syntax), syntax);
      }
    } catch (DicomFault e) {
      // A declared refusal, which has a code.
      Objects.requireNonNull(e.code());
    }
  }

  private static byte[] written(DataSet set) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DicomJson.write(set, out, path -> "bulk/" + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
