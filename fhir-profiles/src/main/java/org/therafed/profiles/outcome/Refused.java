package org.therafed.profiles.outcome;

/**
 * It can never be sent as it is.
 *
 * @param reason why
 */
public record Refused(Reason reason) implements Outcome {
  @Override
  public String label() {
    return "refused";
  }
}
