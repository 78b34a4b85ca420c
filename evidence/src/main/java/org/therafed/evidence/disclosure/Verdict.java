package org.therafed.evidence.disclosure;

/**
 * What one figure's rules came to: a result or a reason, the other null. It stays in this package.
 *
 * @param result what may be shown, if the ledger agrees
 * @param reason why nothing may be shown
 */
record Verdict(DisclosedResult result, WithheldReason reason) {

  static Verdict released(DisclosedResult result) {
    return new Verdict(result, null);
  }

  static Verdict withheld(WithheldReason reason) {
    return new Verdict(null, reason);
  }
}
