package org.therafed.dicom.cli;

import java.util.Locale;

/** A command that cannot be gone on with. The message holds counts and limits, never a value. */
final class CliFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CliFaultCode code;

  private CliFault(CliFaultCode code, String detail, Throwable cause) {
    super(code.code() + " " + code.meaning() + ": " + detail, cause);
    this.code = code;
  }

  /**
   * A fault.
   *
   * @param detail what was found and what is needed; neither a path nor a value of a file
   */
  static CliFault of(CliFaultCode code, String detail, Object... numbers) {
    return new CliFault(code, String.format(Locale.ROOT, detail, numbers), null);
  }

  /** As {@link #of(CliFaultCode, String, Object...)}, with the cause, which is not shown. */
  static CliFault because(CliFaultCode code, String detail, Throwable cause) {
    return new CliFault(code, detail, cause);
  }

  CliFaultCode code() {
    return code;
  }
}
