package org.therafed.runtime;

/**
 * Why the application cannot start: a code, what was found, what is needed and what to do. The
 * message is for the operator's terminal.
 */
public final class StartupFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  public StartupFault(String code, String foundNeededRemedy) {
    this(code, foundNeededRemedy, null);
  }

  public StartupFault(String code, String foundNeededRemedy, Throwable cause) {
    super(code + " " + foundNeededRemedy, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
