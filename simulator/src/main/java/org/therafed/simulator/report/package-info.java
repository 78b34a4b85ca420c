/** What a run showed: evidence beside truth, counts, and records beside their expectations. */
package org.therafed.simulator.report;
