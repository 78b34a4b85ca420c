package org.therafed.gateway.intake.hl7;

/** What came over a connection in one piece. */
final class MllpFrame {

  /** What kind of piece it is. */
  enum Kind {
    /** A message between its start and end bytes. */
    MESSAGE,
    /** A message without its start byte. */
    UNSTARTED,
    /** Bytes between frames that end in nothing. */
    OUTSIDE,
    /** A message that broke off: the connection ended, or another message began. */
    CUT,
    /** A message larger than the limit; only its beginning is here. */
    TOO_LARGE
  }

  private final Kind kind;
  private final byte[] content;

  MllpFrame(Kind kind, byte[] content) {
    this.kind = kind;
    this.content = content;
  }

  Kind kind() {
    return kind;
  }

  /** The bytes, without those of the frame; not to be changed. */
  byte[] content() {
    return content;
  }

  /** Whether the sender waits for an answer: it has said that its message ends. */
  boolean isEnded() {
    return kind == Kind.MESSAGE || kind == Kind.UNSTARTED || kind == Kind.TOO_LARGE;
  }

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "MllpFrame[" + kind + ", " + content.length + "]";
  }
}
