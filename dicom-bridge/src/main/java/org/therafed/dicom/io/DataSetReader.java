package org.therafed.dicom.io;

import java.io.IOException;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Reads a data set without file around it, e.g. a DIMSE command or a message of the network. */
public final class DataSetReader {
  private DataSetReader() {}

  /**
   * Reads a data set that fills the array.
   *
   * @throws DicomFault where the bytes are not a data set of this syntax
   */
  public static DataSet read(byte[] bytes, TransferSyntax syntax) {
    try (MemorySource source = new MemorySource(bytes)) {
      ByteWindow window = new ByteWindow(source, 0);
      if (!syntax.deflated()) {
        return new DataSetParser(window, ReadLimits.DEFAULT, DataSetParser.Stop.AT_END)
            .parse(syntax);
      }
      try (InflatedSource inflated = new InflatedSource(source, window, ReadLimits.DEFAULT)) {
        return new DataSetParser(
                new ByteWindow(inflated, 0), ReadLimits.DEFAULT, DataSetParser.Stop.AT_END)
            .parse(syntax);
      }
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the bytes could not be read", e);
    }
  }
}
