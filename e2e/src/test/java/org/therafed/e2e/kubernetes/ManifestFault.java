package org.therafed.e2e.kubernetes;

/** A manifest or kustomization that cannot be read; the message names the file and the cause. */
final class ManifestFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ManifestFault(String message) {
    super(message);
  }

  ManifestFault(String message, Throwable cause) {
    super(message, cause);
  }
}
