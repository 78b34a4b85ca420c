package org.therafed.evidence.contract;

/**
 * Writes JSON in the one form of RFC 8785 for what a package holds: names in order (the caller's
 * duty), no spaces, whole numbers within 2^53, decimal numbers as text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>
 */
final class CanonicalJson {
  private static final long LARGEST = 1L << 53;

  private final StringBuilder out = new StringBuilder();

  CanonicalJson open() {
    separate();
    out.append('{');
    return this;
  }

  CanonicalJson close() {
    out.append('}');
    return this;
  }

  CanonicalJson openList() {
    separate();
    out.append('[');
    return this;
  }

  CanonicalJson closeList() {
    out.append(']');
    return this;
  }

  CanonicalJson name(String name) {
    text(name);
    out.append(':');
    return this;
  }

  CanonicalJson number(long number) {
    if (Math.abs(number) > LARGEST) {
      throw new IllegalArgumentException("a number beyond 2^53 has no canonical form");
    }
    separate();
    out.append(number);
    return this;
  }

  /** JSON that is canonical already. */
  CanonicalJson raw(String json) {
    separate();
    out.append(json);
    return this;
  }

  CanonicalJson text(String text) {
    separate();
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
    return this;
  }

  private void separate() {
    int length = out.length();
    if (length > 0 && "{[:".indexOf(out.charAt(length - 1)) < 0) {
      out.append(',');
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
