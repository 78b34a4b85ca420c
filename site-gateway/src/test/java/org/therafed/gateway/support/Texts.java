package org.therafed.gateway.support;

import java.util.Random;

/** Texts of senders that keep to no bound. */
public final class Texts {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Texts() {}

  /** A text without repetitions: what a database can compress fits an index all the same. */
  public static String incompressible(int length, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
