package org.therafed.dicom.deidentify;

import java.io.IOException;
import java.io.InputStream;
import org.therafed.dicom.dataset.BulkData;

/** A value of another source some of whose bytes are blanked as they are read. */
interface BlankedData extends BulkData, BlankingStream.Blanks {

  /** The value as it was. */
  BulkData source();

  @Override
  default long length() {
    return source().length();
  }

  @Override
  default long offset() {
    return source().offset();
  }

  @Override
  default InputStream open() throws IOException {
    return new BlankingStream(source().open(), this);
  }
}
