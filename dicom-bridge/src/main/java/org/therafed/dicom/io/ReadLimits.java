package org.therafed.dicom.io;

/**
 * Bounds of what one input may cost. All have safe defaults.
 *
 * @param inlineBytes values up to this length are read to memory, longer ones stay references
 * @param memoryBytes largest input read whole from a stream, and largest value of a stream that
 *     cannot be read again, bytes
 * @param nesting deepest nesting of sequences
 * @param elements most elements, items and fragments of one data set
 * @param inflateRatio largest ratio of inflated to deflated size
 * @param inflateFloor inflated size up to which the ratio is not looked at, bytes
 */
public record ReadLimits(
    int inlineBytes,
    int memoryBytes,
    int nesting,
    int elements,
    int inflateRatio,
    long inflateFloor) {

  /** 64 KiB inline, 512 MiB in memory, 32,768 levels, 2 million elements, 200:1 above 64 MiB. */
  public static final ReadLimits DEFAULT =
      new ReadLimits(64 << 10, 512 << 20, 32_768, 2_000_000, 200, 64L << 20);
}
