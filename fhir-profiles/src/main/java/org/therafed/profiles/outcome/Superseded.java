package org.therafed.profiles.outcome;

/**
 * Another arrival with the same business key stands in its place: the earlier one of two identical,
 * the later one of two different.
 *
 * @param by the arrival that stands
 */
public record Superseded(String by) implements Outcome {
  @Override
  public String label() {
    return "superseded";
  }
}
