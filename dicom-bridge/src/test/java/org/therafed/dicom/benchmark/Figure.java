package org.therafed.dicom.benchmark;

/** How a measurement of objects is told. */
final class Figure {
  private Figure() {}

  /** Prints objects and megabytes (10⁶ bytes) a second of objects of one size. */
  static void print(String name, int round, int objects, long bytes, double seconds) {
    System.out.printf(
        "%-42s round %d: %d objects in %.2f s, %.0f objects/s, %.0f MB/s%n",
        name, round, objects, seconds, objects / seconds, objects * (bytes / 1e6) / seconds);
  }
}
