/**
 * Estimates of several sites taken together or held against each other: meta-analysis, leaving one
 * site out, funnel plots.
 */
package org.therafed.evidence.pooling;
