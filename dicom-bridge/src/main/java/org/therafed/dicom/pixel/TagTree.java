package org.therafed.dicom.pixel;

/** A tag tree of packet headers (ISO/IEC 15444-1 B.10.2). */
final class TagTree {
  private final int[] widths;
  private final int[] firsts;
  private final int levels;

  /** By node: what its value is at least, and whether it is that. */
  private final int[] least;

  private final boolean[] known;

  TagTree(int width, int height) {
    int[] w = new int[32];
    int[] first = new int[33];
    int count = 0;
    int across = width;
    int down = height;
    while (true) {
      w[count] = across;
      first[count + 1] = first[count] + across * down;
      count++;
      if (across * down <= 1) {
        break;
      }
      across = (across + 1) >> 1;
      down = (down + 1) >> 1;
    }
    levels = count;
    widths = w;
    firsts = first;
    least = new int[first[count]];
    known = new boolean[first[count]];
  }

  /** Whether the value of a leaf is below a bound, for which bits are read as they are needed. */
  boolean below(int bound, int x, int y, PacketBits bits) {
    int floor = 0;
    int node = 0;
    for (int level = levels - 1; level >= 0; level--) {
      node = firsts[level] + (y >> level) * widths[level] + (x >> level);
      least[node] = Math.max(least[node], floor);
      while (!known[node] && least[node] < bound) {
        if (bits.bit() == 1) {
          known[node] = true;
        } else {
          least[node]++;
        }
      }
      floor = least[node];
    }
    return known[node] && least[node] < bound;
  }
}
