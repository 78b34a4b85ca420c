package org.therafed.simulator.channel;

/** An application does not answer, or not as agreed. The message is for people. */
public final class ChannelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChannelException(String message) {
    super(message);
  }

  public ChannelException(String message, Throwable cause) {
    super(message, cause);
  }
}
