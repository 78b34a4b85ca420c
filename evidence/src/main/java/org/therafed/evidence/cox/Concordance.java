package org.therafed.evidence.cox;

/**
 * The share of comparable pairs in which the one with the higher risk score had the event first.
 *
 * @param value ties of the score counting half
 * @param standardError infinitesimal jackknife, summed by cluster
 */
public record Concordance(double value, double standardError) {}
