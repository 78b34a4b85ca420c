package org.therafed.registry.disclose;

import java.util.List;
import org.therafed.evidence.disclosure.DisclosedResult;

/**
 * A result that may be published, with what its reader must know.
 *
 * @param caveats codes such as {@code NOT_ADJUSTED}; empty if nothing is released: they would tell
 *     why
 */
public record Disclosed(DisclosedResult result, List<String> caveats) {

  public Disclosed {
    caveats = List.copyOf(caveats);
  }
}
