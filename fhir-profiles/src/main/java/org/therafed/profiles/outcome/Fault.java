package org.therafed.profiles.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A failure with a code. The message reads <code>GW-DEID-007 found needed remedy (instance)</code>
 * and never holds an identifier; the instance finds the same failure in log, span and reply.
 */
public class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient FaultCode code;
  private final transient Map<String, Object> safeArguments;
  private final String instance;

  protected Fault(
      FaultCode code, Map<String, Object> safeArguments, Reason reason, Throwable cause) {
    this(code, safeArguments, reason, cause, newInstance());
  }

  private Fault(
      FaultCode code,
      Map<String, Object> safeArguments,
      Reason reason,
      Throwable cause,
      String instance) {
    super(reason.text() + " (" + instance + ")", cause);
    this.code = code;
    this.safeArguments = safeArguments;
    this.instance = instance;
  }

  /** A fault of a code; see {@link FaultCode#with(SafeArgument...)}. */
  public static Fault of(FaultCode code, Throwable cause, SafeArgument... arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (SafeArgument argument : arguments) {
      values.put(argument.name(), argument.value());
    }
    return new Fault(code, Collections.unmodifiableMap(values), Reason.of(code, arguments), cause);
  }

  /** Declares that a value may be shown to anybody. */
  public static SafeArgument safe(String name, Object value) {
    return new SafeArgument(name, value);
  }

  private static String newInstance() {
    return String.format(Locale.ROOT, "%08x", UUID.randomUUID().getMostSignificantBits() >>> 32);
  }

  /** What went wrong. */
  public FaultCode code() {
    return code;
  }

  /** The values shown in the message, by name, in order. */
  public Map<String, Object> safeArguments() {
    return safeArguments;
  }

  /** Eight hex digits that name this one failure. */
  public String instance() {
    return instance;
  }

  /** The filled sentences. */
  public Reason reason() {
    return Reason.of(
        code,
        safeArguments.entrySet().stream()
            .map(entry -> safe(entry.getKey(), entry.getValue()))
            .toArray(SafeArgument[]::new));
  }
}
