/** Logistic regression by rounds of sums, the same on one machine and across sites. */
package org.therafed.evidence.logistic;
