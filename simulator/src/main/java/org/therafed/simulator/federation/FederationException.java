package org.therafed.simulator.federation;

/** The federation does not start or work. The message is for people. */
public final class FederationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FederationException(String message) {
    super(message);
  }

  public FederationException(String message, Throwable cause) {
    super(message, cause);
  }
}
