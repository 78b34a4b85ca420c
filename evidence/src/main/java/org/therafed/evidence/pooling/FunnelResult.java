package org.therafed.evidence.pooling;

import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Result;

/**
 * Sites against the limits that chance alone would keep them in.
 *
 * @param basis what it stands on
 * @param target the centre line
 * @param points sites in the order of their labels
 * @param dispersion mean squared z of the sites, about 1 where chance alone is at work
 */
public record FunnelResult(Basis basis, double target, List<FunnelPoint> points, double dispersion)
    implements Result {
  public FunnelResult {
    points = List.copyOf(points);
  }
}
