package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Treated share by travel distance, on unrounded data.
 *
 * @param basis n (eligible persons), events (treated), sites, method, warnings
 * @param bands nearest first
 * @param unknown persons of unknown distance
 */
public record DistanceResult(Basis basis, List<Band> bands, Band unknown) implements Result {
  public DistanceResult {
    bands = List.copyOf(bands);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    List<Band> every = new ArrayList<>(bands);
    every.add(unknown);
    for (Band band : every) {
      all.add(Estimate.count("eligible", band.n()).at("km", band.kilometres()));
      band.treated()
          .ifPresent(s -> all.add(s.estimate("treated share").at("km", band.kilometres())));
    }
    return all;
  }

  /**
   * One band.
   *
   * @param kilometres such as {@code 25.0–50.0} or {@code 100.0+}
   * @param n eligible persons
   * @param treated treated share; empty if nobody lives there
   */
  public record Band(String kilometres, long n, Optional<Share> treated) {}
}
