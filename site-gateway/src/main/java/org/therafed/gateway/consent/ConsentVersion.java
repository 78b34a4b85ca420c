package org.therafed.gateway.consent;

import java.util.List;
import java.util.Optional;

/**
 * One version of a Consent, as one arrival brought it.
 *
 * @param keys names of the Consent: its id and identifiers; a later version that shares one
 *     replaces this one
 * @param decision empty: it decides nothing, and takes back what an earlier version decided
 */
public record ConsentVersion(List<String> keys, Optional<ConsentDecision> decision) {

  public ConsentVersion {
    keys = List.copyOf(keys);
  }

  /** Without the keys, for logs. */
  @Override
  public String toString() {
    return "ConsentVersion[" + keys.size() + " keys]";
  }
}
