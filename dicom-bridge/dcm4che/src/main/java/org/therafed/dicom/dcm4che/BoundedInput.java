package org.therafed.dicom.dcm4che;

import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.ReadLimits;

/** Holds what dcm4che reads within {@link ReadLimits}: it has no bounds of its own but lengths. */
final class BoundedInput implements DicomInputHandler {
  private static final int UNDEFINED = -1;

  private final ReadLimits limits;
  private final long end;
  private final DicomFaultCode beyond;
  private int count;

  private BoundedInput(ReadLimits limits, long end, DicomFaultCode beyond) {
    this.limits = limits;
    this.end = end;
    this.beyond = beyond;
  }

  /** What lies in the file as it is read: nothing can lie past the file's end. */
  static BoundedInput plain(ReadLimits limits, long fileBytes) {
    return new BoundedInput(limits, fileBytes, DicomFaultCode.TRUNCATED_VALUE);
  }

  /** What is inflated from the file. */
  static BoundedInput inflated(ReadLimits limits, long fileBytes) {
    return new BoundedInput(
        limits,
        Math.max(limits.inflateFloor(), fileBytes * limits.inflateRatio()),
        DicomFaultCode.INFLATE_BOMB);
  }

  @Override
  public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
    count(in);
    in.readValue(in, attributes);
  }

  @Override
  public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
    count(in);
    if (in.level() > limits.nesting()) {
      throw DicomFault.at(
          DicomFaultCode.NESTING_TOO_DEEP,
          in.getPosition(),
          "more than " + limits.nesting() + " levels of sequences");
    }
    in.readValue(in, sequence);
  }

  @Override
  public void readValue(DicomInputStream in, Fragments fragments) throws IOException {
    count(in);
    in.readValue(in, fragments);
  }

  private void count(DicomInputStream in) {
    if (++count > limits.elements()) {
      throw DicomFault.at(
          DicomFaultCode.TOO_MANY_ELEMENTS,
          in.getPosition(),
          "more than " + limits.elements() + " elements, items and fragments");
    }
    if (in.tag() == 0 && in.unsignedLength() == 0 && in.explicitVR()) {
      // Zero bytes, which dcm4che takes for empty elements, warning of their representation.
      throw DicomFault.at(
          DicomFaultCode.INVALID_VR,
          in.getTagPosition(),
          "zero bytes where an element or the end was needed");
    }
    long length = in.unsignedLength() == UNDEFINED ? 0 : in.unsignedLength();
    if (in.getPosition() + length > end) {
      throw DicomFault.at(
          beyond, in.getPosition(), length + " bytes here pass the bound of " + end + " bytes");
    }
  }

  @Override
  public void startDataset(DicomInputStream in) {}

  @Override
  public void endDataset(DicomInputStream in) {}
}
