package org.therafed.gateway.database;

/** Bytes as a value that nobody can change. */
public final class Bytes {

  /** No bytes. */
  public static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of these bytes; null: none. */
  public static Bytes of(byte[] content) {
    return content == null ? NONE : new Bytes(content.clone());
  }

  /** A copy. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
