package org.therafed.dicom.pixel;

/** Whether the numbers are those that were acquired. */
public enum Lossiness {
  /** No lossy step is stated, and the encoding allows none. */
  NONE,
  /** The encoding allows loss, and nobody states whether there was any. */
  POSSIBLE,
  /** Lossy Image Compression (0028,2110) is 01, or the encoding always loses. */
  LOSSY
}
