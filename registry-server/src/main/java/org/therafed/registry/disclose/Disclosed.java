package org.therafed.registry.disclose;

import java.util.List;
import org.therafed.evidence.disclosure.DisclosedProportion;
import org.therafed.evidence.disclosure.DisclosedResult;

/**
 * A result that may be published, with what its reader must know.
 *
 * @param linked persons joined from several patients, as a share; null: withheld or not released
 * @param excluded persons of the arm who could not be assessed, as a share of the arm; null as well
 * @param withdrawn persons who withdrew since the data cut and are not counted, as a share of the
 *     arm with them; null as well
 * @param caveats codes such as {@code NOT_ADJUSTED}; empty if nothing is released: they would tell
 *     why
 */
public record Disclosed(
    DisclosedResult result,
    DisclosedProportion linked,
    DisclosedProportion excluded,
    DisclosedProportion withdrawn,
    List<String> caveats) {

  public Disclosed {
    caveats = List.copyOf(caveats);
  }
}
