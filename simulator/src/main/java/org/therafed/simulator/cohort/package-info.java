/** Simulated patients: what happened to them, before any hospital system wrote it down. */
package org.therafed.simulator.cohort;
