package org.therafed.evidence.response;

import org.therafed.evidence.partial.Sites;

/**
 * One person or course whose response could be assessed. Which endpoint counts as a response (ORR,
 * PSA50, …) is decided before, by the therapy module.
 *
 * @param site the site's label
 * @param responder whether the endpoint was reached
 */
public record ResponseRow(String site, boolean responder) {
  public ResponseRow {
    Sites.check(site);
  }
}
