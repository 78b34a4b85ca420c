package org.therafed.e2e.evidence;

import java.util.Comparator;

/**
 * One number of an answer, named as {@code reference.R} names it.
 *
 * @param question survival, response, toxicity-any, toxicity-severe, toxicity-grade or cost
 * @param key what it is about: a time in days, an endpoint, a term, or all
 * @param name e.g. rate, lower
 */
record Quantity(String question, String key, String name) implements Comparable<Quantity> {

  @Override
  public int compareTo(Quantity other) {
    return Comparator.comparing(Quantity::question)
        .thenComparing(Quantity::key)
        .thenComparing(Quantity::name)
        .compare(this, other);
  }
}
