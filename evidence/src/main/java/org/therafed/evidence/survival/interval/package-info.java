/** Survival when the event is only known to lie between two assessments. */
package org.therafed.evidence.survival.interval;
