package org.therafed.profiles.outcome;

/**
 * The registry has stored it and given a receipt.
 *
 * @param sequence the number of the transfer that carried it, from 1
 */
public record Sent(long sequence) implements Outcome {
  @Override
  public String label() {
    return "sent";
  }
}
