package org.therafed.evidence.longitudinal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Mean change from baseline.
 *
 * @param basis n: persons; events: measurements
 * @param measure UCUM code of the measurements
 * @param visits arm by arm, visit by visit
 */
public record ChangeResult(Basis basis, String measure, List<VisitChange> visits)
    implements Result {
  public ChangeResult {
    visits = List.copyOf(visits);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (VisitChange at : visits) {
      OptionalDouble mean = at.mean().map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
      Estimate change = Estimate.of("mean change", mean, measure);
      all.add(
          at.interval()
              .map(
                  i ->
                      change.within(
                          OptionalDouble.of(i.lower()), OptionalDouble.of(i.upper()), i.level()))
              .orElse(change)
              .at("arm", at.arm())
              .at("visit", at.visit()));
      all.add(Estimate.count("missed", at.missed()).at("arm", at.arm()).at("visit", at.visit()));
    }
    return all;
  }
}
