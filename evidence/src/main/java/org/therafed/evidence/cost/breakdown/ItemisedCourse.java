package org.therafed.evidence.cost.breakdown;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One completed course with its items.
 *
 * @param site the site's label
 * @param cycles cycles given, 0 or more; items of a later cycle are a fault
 * @param items in any order; none means it cost nothing
 */
public record ItemisedCourse(String site, int cycles, List<CostItem> items) {
  public ItemisedCourse {
    Sites.check(site);
    items = List.copyOf(items);
    for (CostItem item : items) {
      if (item.cycle() > cycles) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with("cycle " + item.cycle() + " of " + cycles);
      }
    }
  }
}
