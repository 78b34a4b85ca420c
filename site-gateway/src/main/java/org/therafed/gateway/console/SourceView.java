package org.therafed.gateway.console;

import java.util.List;

/**
 * A connection, ready to print.
 *
 * @param kind code of what it is
 * @param name of the operator's own, or the kind once more
 * @param lines what a test said; none before one
 */
public record SourceView(String kind, String name, List<Line> lines) {

  /**
   * A finding.
   *
   * @param level {@code ok}, {@code warning} or {@code fault}
   * @param word the level in the page's language
   */
  public record Line(String level, String word, String text) {}

  /** Whether there is a name beside the kind. */
  public boolean named() {
    return !kind.equals(name);
  }

  boolean isSame(SourceView other) {
    return kind.equals(other.kind) && name.equals(other.name);
  }
}
