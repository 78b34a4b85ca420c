package org.therafed.registry.federated;

import java.util.Locale;

/** How far a question is. */
public enum Phase {
  /** Sites are asked whether they take part. */
  JOIN,
  /** Those that do are asked for their masked sums. */
  MASK,
  /** All masked sums are there; sites are asked to take their own masks off. */
  REVEAL,
  /** The total is there, or no site was to be asked. */
  DONE,
  /** It cannot be had. */
  ENDED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Phase labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing more is expected of a site. */
  public boolean isOver() {
    return this == DONE || this == ENDED;
  }
}
