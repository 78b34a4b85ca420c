package org.therafed.runtime;

import java.util.List;

/**
 * Why the application cannot start: a code, what was found, what is needed and what to do. The
 * message is for the operator's terminal.
 */
public final class StartupFault extends RuntimeException {

  /** The settings that give a port of HTTP. */
  static final String HTTP_PORTS = "THERAFED_HTTP_PORT (QUARKUS_HTTP_SSL_PORT for TLS)";

  private static final long serialVersionUID = 1L;

  private final String code;

  public StartupFault(String code, String foundNeededRemedy) {
    this(code, foundNeededRemedy, null);
  }

  public StartupFault(String code, String foundNeededRemedy, Throwable cause) {
    super(code + " " + foundNeededRemedy, cause);
    this.code = code;
  }

  /**
   * RT-START-001: nobody can listen on this port of this address.
   *
   * @param setting name of the variable that gives the port
   */
  public static StartupFault portTaken(String host, int port, String setting) {
    return new StartupFault(
        "RT-START-001",
        "Port "
            + port
            + " of "
            + host
            + " cannot be listened on: another process uses it, it is a system's port, or the"
            + " address is not this machine's; a free port is needed. Set "
            + setting
            + " to another port, or end the process that uses this one.");
  }

  /**
   * RT-START-002: settings have values that the application cannot work with.
   *
   * @param problems a sentence each, beginning with the variable's name, without its value
   */
  public static StartupFault settings(List<String> problems) {
    return new StartupFault(
        "RT-START-002",
        "Settings are not sound: "
            + String.join(" ", problems)
            + " Sound values are needed. Correct them as the application's README describes and"
            + " start again.");
  }

  public String code() {
    return code;
  }
}
