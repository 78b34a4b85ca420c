package org.therafed.evidence.contract;

import java.math.BigDecimal;
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

/**
 * Milestones of an agreement, on unrounded data; amounts in its currency.
 *
 * @param basis n (courses that it applies to), events (milestones reached), sites, method, warnings
 * @param agreement what was agreed
 * @param excluded courses that it does not apply to
 * @param exclusions these by reason
 * @param milestones in the agreement's order
 */
public record MilestoneResult(
    Basis basis,
    Agreement agreement,
    long excluded,
    SortedMap<String, Long> exclusions,
    List<Milestone> milestones)
    implements Result {
  public MilestoneResult {
    exclusions = Collections.unmodifiableSortedMap(new TreeMap<>(exclusions));
    milestones = List.copyOf(milestones);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (Milestone m : milestones) {
      String name = m.rule().name();
      all.add(Estimate.count("reached", m.counts().reached()).at("milestone", name));
      all.add(Estimate.count("failed", m.counts().failed()).at("milestone", name));
      all.add(Estimate.count("not yet due", m.counts().notYetDue()).at("milestone", name));
      all.add(Estimate.count("overdue", m.counts().overdue()).at("milestone", name));
      all.add(
          Estimate.of("payable", m.payable().doubleValue(), agreement.currency())
              .at("milestone", name));
      m.interval()
          .ifPresent(
              i ->
                  all.add(
                      Estimate.of("share reached", m.reachedShare().orElseThrow(), i, "1")
                          .at("milestone", name)));
    }
    exclusions.forEach(
        (reason, count) -> all.add(Estimate.count("excluded", count).at("reason", reason)));
    return all;
  }

  /** What is payable for all milestones reached. */
  public BigDecimal payable() {
    return milestones.stream().map(Milestone::payable).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * One milestone.
   *
   * @param rule the rule
   * @param counts courses by state
   * @param instalment for one course
   * @param payable for those who reached it
   * @param notPayable for those who failed it
   * @param notYetDue for those not yet due
   * @param overdue for those overdue for assessment
   * @param reachedShare reached / (reached + failed); empty if nothing is decided
   * @param interval its exact interval
   */
  public record Milestone(
      MilestoneRule rule,
      MilestonePartial.Counts counts,
      BigDecimal instalment,
      BigDecimal payable,
      BigDecimal notPayable,
      BigDecimal notYetDue,
      BigDecimal overdue,
      Optional<Double> reachedShare,
      Optional<Interval> interval) {}
}
