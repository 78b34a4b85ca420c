package org.therafed.gateway.console;

import java.util.List;

/**
 * A search for what became of something.
 *
 * @param by kind of name that was asked by
 * @param tables kinds of table whose rows can be asked for
 * @param found null before a search
 * @param problem why nothing was looked up; null otherwise
 */
public record FindView(String by, List<String> tables, List<ArrivalView> found, String problem) {

  /** Whether it was looked up, whatever was found. */
  public boolean searched() {
    return found != null;
  }
}
