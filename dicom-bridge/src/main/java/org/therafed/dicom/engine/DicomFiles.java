package org.therafed.dicom.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.therafed.dicom.io.DicomContent;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;

/**
 * Reads and writes Part 10 files, PS3.10. What cannot be read is a {@link
 * org.therafed.dicom.dataset.DicomFault}, and costs no more memory than {@link
 * org.therafed.dicom.io.ReadLimits} allows.
 */
public interface DicomFiles {
  /** Reads a whole file; pixel data and long values stay references into it. */
  DicomFile read(Path file);

  /** Reads a file up to its pixel data, and checks that the file is long enough to hold them. */
  DicomFile readHeader(Path file);

  /** Reads whole content that is no plain file; pixel data and long values stay references. */
  default DicomFile read(DicomContent content) {
    return Part10Reader.read(content);
  }

  /** Reads such content up to its pixel data, and checks that it is long enough to hold them. */
  default DicomFile readHeader(DicomContent content) {
    return Part10Reader.readHeader(content);
  }

  /** Writes a file in the transfer syntax it was read in. The stream is flushed, not closed. */
  void write(DicomFile file, OutputStream out) throws IOException;
}
