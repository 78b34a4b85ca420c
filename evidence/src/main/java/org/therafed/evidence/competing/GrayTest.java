package org.therafed.evidence.competing;

/**
 * Gray's test of equal cumulative incidence of one cause among groups.
 *
 * @param cause the cause's number, from 1
 * @param chisq the statistic
 * @param df its degrees of freedom: groups less one
 * @param p its upper tail probability
 */
public record GrayTest(int cause, double chisq, int df, double p) {}
