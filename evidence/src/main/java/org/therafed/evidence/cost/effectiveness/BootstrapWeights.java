package org.therafed.evidence.cost.effectiveness;

/**
 * How often a person counts in a replicate: independent Poisson(1) numbers (Hanley &amp; MacGibbon
 * 2006, Comput Methods Programs Biomed 83:57) made from the person's key, the replicate and a seed
 * alone. So each site draws its own and the pooled replicate is the sum of the sites' parts,
 * whichever person is where.
 *
 * @param seed of the question, published with the result
 */
public record BootstrapWeights(long seed) {
  /** Replicates that one hash serves. */
  static final int BLOCK = 4;

  private static final int RESOLUTION = 1 << 16;

  /** More than this many is rarer than the resolution. */
  private static final int MOST = 8;

  private static final int[] FIRST = firsts();

  /**
   * Of 65,536 equal parts of the unit interval, the first that means more than 0, more than 1 and
   * so on: 1.5e-5 exact.
   */
  private static int[] firsts() {
    int[] first = new int[MOST];
    double probability = Math.exp(-1);
    double below = probability;
    for (int count = 0; count < MOST; count++) {
      first[count] = (int) Math.ceil(below * RESOLUTION - 0.5);
      probability /= count + 1;
      below += probability;
    }
    return first;
  }

  /** The person's number in a replicate. */
  public int weight(long key, int replicate) {
    return unpack(hash(start(key), replicate / BLOCK), replicate % BLOCK);
  }

  /** What of a hash does not depend on the replicate. */
  long start(long key) {
    return mix(key ^ mix(seed));
  }

  static long hash(long start, int block) {
    return mix(start + block * 0x9E3779B97F4A7C15L);
  }

  /** Without a branch, for it is asked a thousand million times: each sign bit adds one. */
  static int unpack(long hash, int within) {
    int part = (int) (hash >>> (16 * within)) & (RESOLUTION - 1);
    return ((FIRST[0] - 1 - part) >>> 31)
        + ((FIRST[1] - 1 - part) >>> 31)
        + ((FIRST[2] - 1 - part) >>> 31)
        + ((FIRST[3] - 1 - part) >>> 31)
        + ((FIRST[4] - 1 - part) >>> 31)
        + ((FIRST[5] - 1 - part) >>> 31)
        + ((FIRST[6] - 1 - part) >>> 31)
        + ((FIRST[7] - 1 - part) >>> 31);
  }

  /** Finaliser of SplitMix64 (Steele, Lea &amp; Flood 2014, OOPSLA). */
  private static long mix(long z) {
    long first = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
    return second ^ (second >>> 31);
  }
}
