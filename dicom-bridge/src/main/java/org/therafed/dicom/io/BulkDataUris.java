package org.therafed.dicom.io;

import org.therafed.dicom.dataset.BulkData;

/** Names for bulk data in DICOM JSON, and the way back. */
public interface BulkDataUris {
  /**
   * The URI of a value.
   *
   * @param path tags and item numbers from the top, e.g. {@code 00880200/0/7FE00010}
   */
  String uri(String path);

  /** The bulk data of a URI read from JSON. Nothing is fetched before it is opened. */
  default BulkData resolve(String uri) {
    return new NamedBulkData(uri);
  }
}
