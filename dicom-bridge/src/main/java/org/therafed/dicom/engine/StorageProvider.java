package org.therafed.dicom.engine;

/** A listening node. */
public interface StorageProvider extends AutoCloseable {
  /** The port that is listened on. */
  int port();

  /** Associations open now. */
  int associations();

  /** Stops listening, aborts open associations, and waits up to ten seconds for their handlers. */
  @Override
  void close();
}
