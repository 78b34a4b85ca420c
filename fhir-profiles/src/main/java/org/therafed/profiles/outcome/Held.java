package org.therafed.profiles.outcome;

/**
 * It stays inside the hospital until something changes: a consent arrives, a person corrects it.
 *
 * @param reason why, and what would release it
 */
public record Held(Reason reason) implements Outcome {
  @Override
  public String label() {
    return "held";
  }
}
