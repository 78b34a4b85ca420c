package org.therafed.dicom.deidentify;

import java.io.IOException;
import java.io.OutputStream;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;

/**
 * A data set that only {@link Deidentifier} can make. Where something may leave a site, ask for
 * this type.
 */
public final class DeidentifiedDataSet {
  private final DataSet dataSet;
  private final DeidentificationReport report;

  DeidentifiedDataSet(DataSet dataSet, DeidentificationReport report) {
    this.dataSet = dataSet;
    this.report = report;
  }

  /** The data set; pixel data are references into the source unless regions were blanked. */
  public DataSet dataSet() {
    return dataSet;
  }

  /** What was done. */
  public DeidentificationReport report() {
    return report;
  }

  /**
   * Refuses an object without class or instance.
   *
   * @throws DicomFault {@link DicomFaultCode#NOT_DEIDENTIFIABLE}
   */
  static void refuseUnnamed(DataSet dataSet) {
    for (int tag : new int[] {Tag.SOPClassUID, Tag.SOPInstanceUID}) {
      if (dataSet.string(tag).filter(uid -> !uid.isBlank()).isEmpty()) {
        throw DicomFault.of(
            DicomFaultCode.NOT_DEIDENTIFIABLE,
            DicomFault.tagText(tag)
                + " is absent or empty, in the meta information, too; PS3.10 Table 7.1-1 needs it"
                + " in a file");
      }
    }
  }

  /**
   * Writes a Part 10 file with new meta information: nothing of the source's preamble, group 0002
   * or AE titles is left. The stream is flushed, not closed.
   *
   * @param syntax of the source; pixel data are not transcoded
   * @throws DicomFault {@link DicomFaultCode#NOT_DEIDENTIFIABLE} where the object has no SOP Class
   *     UID or SOP Instance UID: a file without either is none of PS3.10
   */
  public void write(TransferSyntax syntax, OutputStream out) throws IOException {
    refuseUnnamed(dataSet);
    Part10Writer.write(dataSet, syntax, out);
  }
}
