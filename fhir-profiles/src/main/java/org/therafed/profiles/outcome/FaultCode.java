package org.therafed.profiles.outcome;

/**
 * What can go wrong, as a constant of an enum. The code is also the metric label, the row in {@code
 * docs/errors.md} and the OperationOutcome {@code details}.
 *
 * <p>The three sentences may hold places such as <code>{days}</code>, filled from the arguments of
 * {@link #with}. An argument is declared safe by the caller: a code, a unit, a count or a setting;
 * never a patient's name, identifier, UID or date.
 */
public interface FaultCode {
  /**
   * The code and its English sentences, with their places unfilled. The Chinese ones stand in
   * {@code <Enum>_zh.properties} beside the enum's class.
   */
  Reason template();

  /** The stable code, e.g. {@code GW-DEID-007}. */
  default String code() {
    return template().code();
  }

  /** A fault of this code. */
  default Fault with(SafeArgument... arguments) {
    return Fault.of(this, null, arguments);
  }

  /**
   * A fault of this code with its cause.
   *
   * @param cause kept for debugging; its message is never part of the fault's message
   */
  default Fault with(Throwable cause, SafeArgument... arguments) {
    return Fault.of(this, cause, arguments);
  }

  /** The sentences filled with the arguments, without a fault: for held and refused records. */
  default Reason reason(SafeArgument... arguments) {
    return Reason.of(this, arguments);
  }
}
