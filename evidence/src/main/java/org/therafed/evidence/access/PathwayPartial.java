package org.therafed.evidence.access;

import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.survival.EventTable;

/**
 * An event table per interval between two steps. Merges exactly.
 *
 * @param intervals by name of the interval
 */
@PartialFormat(kind = "pathway", version = 1)
public record PathwayPartial(SortedMap<String, EventTable> intervals)
    implements Partial<PathwayPartial> {
  public PathwayPartial {
    intervals = Sites.copy(intervals);
  }

  @Override
  public PathwayPartial merge(PathwayPartial other) {
    if (!intervals.keySet().equals(other.intervals.keySet())) {
      throw EvidenceCode.DEFINITION_MIXED.with("two pathways");
    }
    return new PathwayPartial(Sites.merge(intervals, other.intervals, EventTable::merge));
  }
}
