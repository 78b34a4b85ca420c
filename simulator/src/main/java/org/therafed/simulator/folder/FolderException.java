package org.therafed.simulator.folder;

/** A folder that does not hold what it should. The message is for people. */
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FolderException(String message) {
    super(message);
  }

  public FolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
