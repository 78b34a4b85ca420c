package org.therafed.dicom.io;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * The bytes of a DICOM file that do not stand on disk as they are, such as encrypted ones. They are
 * opened for each reading, also for that of a value that was left a reference.
 */
@FunctionalInterface
public interface DicomContent {

  /** A channel of its own at the first byte; whoever asks closes it. */
  SeekableByteChannel open() throws IOException;
}
