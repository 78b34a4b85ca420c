package org.therafed.profiles.outcome;

/**
 * What has become of one arrival. Exactly one of these at any moment, so that received = sent +
 * queued + held + refused + superseded.
 */
public sealed interface Outcome permits Sent, Queued, Held, Refused, Superseded {
  /** The metric label: sent, queued, held, refused or superseded. */
  String label();
}
