package org.therafed.profiles.outcome;

/** It waits to be processed or to be sent; no one needs to do anything. */
public record Queued() implements Outcome {
  @Override
  public String label() {
    return "queued";
  }
}
