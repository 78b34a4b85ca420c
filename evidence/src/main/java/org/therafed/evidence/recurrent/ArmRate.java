package org.therafed.evidence.recurrent;

import org.therafed.evidence.partial.Interval;

/**
 * One arm's rate of events.
 *
 * @param arm its label
 * @param n persons
 * @param events of all of them
 * @param exposureDays days at risk of all of them
 * @param ratePerDay events per person and day, by the negative-binomial model
 * @param interval Wald limits on the log scale
 */
public record ArmRate(
    String arm, long n, long events, double exposureDays, double ratePerDay, Interval interval) {}
