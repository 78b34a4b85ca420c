package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

/**
 * The one uniform state for too small, refused and no data; which of them it is, the requester does
 * not learn.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class NotReleased implements DisclosedResult {
  private final String status = "not released";

  NotReleased() {}

  /** Always {@code not released}. */
  public String status() {
    return status;
  }

  @Override
  public String kind() {
    return "not-released";
  }
}
