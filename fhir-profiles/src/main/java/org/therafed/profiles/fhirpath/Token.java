package org.therafed.profiles.fhirpath;

import java.util.List;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text an identifier without its quotes, a string unescaped, a symbol as it stands
 * @param position where it starts
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    IDENTIFIER,
    STRING,
    NUMBER,
    EXTERNAL,
    VARIABLE,
    SYMBOL,
    END
  }

  /**
   * As {@link #is}, for any of some. Loops, for it is asked ten times a word while a start waits.
   */
  boolean isOneOf(List<String> symbolsOrWords) {
    if (kind != Kind.SYMBOL && kind != Kind.IDENTIFIER) {
      return false;
    }
    for (String each : symbolsOrWords) {
      if (text.equals(each)) {
        return true;
      }
    }
    return false;
  }

  boolean is(String symbolOrWord) {
    return (kind == Kind.SYMBOL || kind == Kind.IDENTIFIER) && text.equals(symbolOrWord);
  }
}
