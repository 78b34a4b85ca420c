/** How fresh and how complete follow-up is, and whether time at risk begins where it should. */
package org.therafed.evidence.survival.followup;
