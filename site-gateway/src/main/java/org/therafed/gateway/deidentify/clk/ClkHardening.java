package org.therafed.gateway.deidentify.clk;

/**
 * What makes it harder to guess names from many keys of one federation by how often bits occur
 * together.
 *
 * @param salted the hash functions of names depend on the year of birth, so that a frequent name is
 *     not a frequent pattern; a wrong year costs the match (Niedermeyer et al. 2014)
 * @param balanced the key and its complement, in an order that the secret gives: every key has the
 *     same number of ones, and what a bit stands for cannot be told (Schnell, Borgs 2016)
 */
public record ClkHardening(boolean salted, boolean balanced) {

  /** Both. */
  public static final ClkHardening FULL = new ClkHardening(true, true);
}
