package org.therafed.profiles.fhirpath;

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

  boolean is(String symbolOrWord) {
    return (kind == Kind.SYMBOL || kind == Kind.IDENTIFIER) && text.equals(symbolOrWord);
  }
}
