package org.therafed.evidence.survival;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * A row that belongs with others: the same hospital, or the same person observed more than once.
 *
 * @param cluster label, the same at every site that holds rows of the cluster; for persons a
 *     pseudonym
 * @param row the row
 */
public record ClusteredRow(String cluster, WeightedRow row) {
  public ClusteredRow {
    if (cluster == null || cluster.isBlank()) {
      throw EvidenceCode.CLUSTER_IMPOSSIBLE.with("no label");
    }
  }
}
