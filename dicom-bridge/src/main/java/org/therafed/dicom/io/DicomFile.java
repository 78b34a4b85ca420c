package org.therafed.dicom.io;

import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * A Part 10 file as read, PS3.10 section 7.
 *
 * <p>Values above the inline limit, and pixel data, are references to the source.
 */
public final class DicomFile {
  private final byte[] preamble;
  private final DataSet meta;
  private final TransferSyntax transferSyntax;
  private final DataSet dataSet;
  private final long dataSetOffset;

  /**
   * What an engine has read.
   *
   * @param preamble the 128 bytes before {@code DICM}; null where there are none
   * @param meta group 0002; empty where the file has none
   * @param dataSetOffset bytes from the start of the file
   */
  public DicomFile(
      byte[] preamble,
      DataSet meta,
      TransferSyntax transferSyntax,
      DataSet dataSet,
      long dataSetOffset) {
    this.preamble = preamble == null ? null : preamble.clone();
    this.meta = meta;
    this.transferSyntax = transferSyntax;
    this.dataSet = dataSet;
    this.dataSetOffset = dataSetOffset;
  }

  /** The 128 bytes before {@code DICM}; empty where the file has none. */
  public Optional<byte[]> preamble() {
    return Optional.ofNullable(preamble).map(byte[]::clone);
  }

  /** The file meta information, group 0002; empty where the file has none. */
  public DataSet meta() {
    return meta;
  }

  /** The syntax stated in the meta information, or the one found where there is none. */
  public TransferSyntax transferSyntax() {
    return transferSyntax;
  }

  /** The data set without group 0002; up to the pixel data where only the header was read. */
  public DataSet dataSet() {
    return dataSet;
  }

  /** Where the data set begins, bytes from the start of the file. */
  public long dataSetOffset() {
    return dataSetOffset;
  }

  /** SOP Class UID of the data set, else of the meta information. */
  public Optional<String> sopClassUid() {
    return dataSet.string(Tag.SOPClassUID).or(() -> meta.string(Tag.MediaStorageSOPClassUID));
  }

  /** SOP Instance UID of the data set, else of the meta information. */
  public Optional<String> sopInstanceUid() {
    return dataSet.string(Tag.SOPInstanceUID).or(() -> meta.string(Tag.MediaStorageSOPInstanceUID));
  }
}
