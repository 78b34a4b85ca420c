package org.therafed.simulator.model;

import java.util.List;

/**
 * What happens to the patients of one arm.
 *
 * @param survival from the index date
 * @param bestResponse probabilities of CR, PR, SD, PD
 * @param psa50 probability of a confirmed PSA50 response
 * @param plannedCycles probabilities of 1, 2, … planned cycles; empty where there are none
 */
public record ArmModel(
    Arm arm,
    ShiftedWeibull survival,
    List<Double> bestResponse,
    double psa50,
    List<Double> plannedCycles,
    List<TermRisk> toxicity,
    List<ComponentCost> costs) {

  /** Days between planned cycles. */
  public static final int CYCLE_DAYS = 42;

  /** A cycle is given where the patient lives this many days past its planned day. */
  public static final int CYCLE_MARGIN_DAYS = 7;

  public ArmModel {
    bestResponse = List.copyOf(bestResponse);
    plannedCycles = List.copyOf(plannedCycles);
    toxicity = List.copyOf(toxicity);
    costs = List.copyOf(costs);
  }

  /** Probability of CR or PR as best response. */
  public double objectiveResponse() {
    return bestResponse.get(0) + bestResponse.get(1);
  }

  /** Day after the index by which the patient must live for cycle {@code number} to be given. */
  public static double lastDayFor(int number) {
    return CYCLE_DAYS * (number - 1.0) + CYCLE_MARGIN_DAYS;
  }

  /**
   * Mean number of cycles given: Σⱼ P(planned ≥ j)·S(42(j − 1) + 7), for the plan is independent of
   * survival.
   */
  public double expectedCycles() {
    double sum = 0;
    double atLeast = 1;
    for (int number = 1; number <= plannedCycles.size(); number++) {
      sum += atLeast * survival.survival(lastDayFor(number));
      atLeast -= plannedCycles.get(number - 1);
    }
    return sum;
  }

  /** Mean cost of a course over all components. */
  public double expectedCost() {
    double cycles = expectedCycles();
    return costs.stream().mapToDouble(cost -> cost.expected(cycles)).sum();
  }

  /** Probability of any listed event of this grade or higher; the terms are independent. */
  public double anyEvent(int grade) {
    return 1 - toxicity.stream().mapToDouble(t -> 1 - t.atLeast(grade)).reduce(1, (a, b) -> a * b);
  }
}
