package org.therafed.dicom.io;

import java.io.IOException;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.ElementIndex;

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
      ByteWindow window = new ByteWindow(source);
      if (!syntax.deflated()) {
        return parse(window, syntax);
      }
      try (InflatedSource inflated = new InflatedSource(source, window, ReadLimits.DEFAULT)) {
        return parse(new ByteWindow(inflated), syntax);
      }
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the bytes could not be read", e);
    }
  }

  private static DataSet parse(ByteWindow window, TransferSyntax syntax) throws IOException {
    ReadLimits limits = ReadLimits.DEFAULT;
    return new DataSetParser(
            window,
            new ElementIndex(window.source().expectedElements()),
            limits,
            DataSetParser.Stop.AT_END)
        .parse(syntax);
  }
}
