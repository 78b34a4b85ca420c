package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.rate.Poisson;

/**
 * Treated share by group, on unrounded data.
 *
 * @param basis n (eligible persons), events (treated), sites, method, warnings
 * @param dimension what the groups are of
 * @param internalReference whether all rows together were the reference
 * @param groups by value of the dimension
 */
public record AccessResult(
    Basis basis, String dimension, boolean internalReference, SortedMap<String, Group> groups)
    implements Result {
  public AccessResult {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          all.add(Estimate.count("eligible", group.n()).at(dimension, name));
          group.share().ifPresent(s -> all.add(s.estimate("treated share").at(dimension, name)));
          all.add(Estimate.of("expected", group.expected(), "1").at(dimension, name));
          group
              .ratio()
              .ifPresent(
                  r ->
                      all.add(
                          Estimate.of("standardised ratio", r.value(), r.interval(), "1")
                              .at(dimension, name)));
        });
    return all;
  }

  /**
   * One group.
   *
   * @param n eligible persons
   * @param treated treated among them
   * @param share crude treated share; empty for nobody
   * @param expected treated if the reference rates applied
   * @param withoutReference persons of strata that the given reference does not name
   * @param ratio treated / expected; empty if none is expected or a stratum has no reference
   */
  public record Group(
      long n,
      long treated,
      Optional<Share> share,
      double expected,
      long withoutReference,
      Optional<Ratio> ratio) {}

  /**
   * A standardised ratio.
   *
   * @param value observed / expected
   * @param interval its limits
   */
  public record Ratio(double value, Interval interval) {
    static Optional<Ratio> of(
        long observed, double expected, double level, StandardisedAccess.Limits limits) {
      if (!(expected > 0)) {
        return Optional.empty();
      }
      Interval counts =
          switch (limits) {
            case EXACT -> Poisson.garwood(observed, level);
            case BYAR -> Poisson.byar(observed, level);
          };
      return Optional.of(new Ratio(observed / expected, Poisson.per(counts, expected)));
    }
  }
}
