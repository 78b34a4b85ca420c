package org.therafed.evidence.cost.effectiveness;

import java.util.List;

/**
 * Where replicates lie on the plane of effect (east is more) and cost (north is more); a zero
 * counts as less.
 */
public record Quadrants(int northEast, int northWest, int southEast, int southWest) {

  static Quadrants of(List<Increment> replicates) {
    int[] counts = new int[4];
    for (Increment each : replicates) {
      counts[(each.cost() > 0 ? 0 : 2) + (each.qualityYears() > 0 ? 0 : 1)]++;
    }
    return new Quadrants(counts[0], counts[1], counts[2], counts[3]);
  }

  /** Whether all lie in one quadrant, so that their ratios can be ordered. */
  public boolean single() {
    return (northEast > 0 ? 1 : 0)
            + (northWest > 0 ? 1 : 0)
            + (southEast > 0 ? 1 : 0)
            + (southWest > 0 ? 1 : 0)
        == 1;
  }
}
