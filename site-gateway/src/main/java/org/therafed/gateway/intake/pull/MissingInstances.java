package org.therafed.gateway.intake.pull;

import java.util.List;

/**
 * What of a series has not come yet.
 *
 * @param whole whether nothing of the series has come
 */
record MissingInstances(FoundSeries series, List<FoundInstance> instances, boolean whole) {
  MissingInstances {
    instances = List.copyOf(instances);
  }

  @Override
  public String toString() {
    return "MissingInstances[" + instances.size() + "]";
  }
}
