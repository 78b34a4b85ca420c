package org.therafed.evidence.pooling;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
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

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(Estimate.of("centre line", target, "1"));
    all.add(Estimate.of("dispersion", dispersion, "1"));
    for (FunnelPoint point : points) {
      all.add(Estimate.of("site", point.value(), "1").at("site", point.site()));
      for (Interval limit : point.limits()) {
        all.add(
            Estimate.of("control limits", target, limit, "1")
                .at("site", point.site())
                .at("level", limit.level()));
      }
    }
    return all;
  }
}
