package org.therafed.simulator.model;

import org.therafed.profiles.terminology.CostComponent;

/**
 * The cost of one component of a course, in the federation's currency.
 *
 * @param component what the charge pays for
 * @param mean of the course, or of a cycle where {@code perCycle}
 * @param variation coefficient of variation of the course's amount around its mean
 * @param perCycle whether the mean is multiplied by the cycles given
 * @param logNormal log-normal, else gamma
 */
public record ComponentCost(
    CostComponent component, double mean, double variation, boolean perCycle, boolean logNormal) {

  /** The amount of one course. */
  public double draw(Draws draws, int cycles) {
    double centre = perCycle ? mean * cycles : mean;
    return logNormal ? draws.logNormal(centre, variation) : draws.gamma(centre, variation);
  }

  /** The mean over courses, given the mean number of cycles. */
  public double expected(double cycles) {
    return perCycle ? mean * cycles : mean;
  }
}
