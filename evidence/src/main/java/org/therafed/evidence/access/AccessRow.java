package org.therafed.evidence.access;

import java.util.Map;
import org.therafed.evidence.partial.Sites;

/**
 * One eligible person and whether they were treated.
 *
 * @param site the site's label
 * @param values value of each dimension, such as {@code sex}, {@code age band}, {@code region},
 *     {@code insurance}
 * @param treated whether the person was treated
 */
public record AccessRow(String site, Map<String, String> values, boolean treated) {
  public AccessRow {
    Sites.check(site);
    values = Map.copyOf(values);
  }
}
