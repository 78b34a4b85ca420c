package org.therafed.registry.disclose;

import java.util.List;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.registry.estimate.Estimate;

/**
 * A result that may be published, with what its reader must know.
 *
 * @param caveats empty if nothing is released: they would tell why
 */
public record Disclosed(DisclosedResult result, List<Estimate.Caveat> caveats) {

  public Disclosed {
    caveats = List.copyOf(caveats);
  }
}
